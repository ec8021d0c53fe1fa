using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace IrSdk.Scripting;

/// <summary>Checks what a sources file says, and reads the keys that it names.</summary>
internal static partial class SourcesReader
{
    public static ImmutableArray<PlaybookSource> Read(SourcesDocument document, string folder)
    {
        var signers = new Dictionary<string, ImmutableArray<SigningKey>>(StringComparer.Ordinal);
        foreach (var signer in document.Signers)
        {
            Require(SignerName().IsMatch(signer.Name), $"'{signer.Name}' is no name of a signer (lower-case letters, digits, '.', '_' and '-')");
            Require(!signer.Keys.IsDefaultOrEmpty, $"the signer {signer.Name} has no key");
            Require(signers.TryAdd(signer.Name, [.. signer.Keys.Select(key => KeyReader.Read(signer.Name, key, folder))]), $"the signer {signer.Name} is there twice");
        }

        Require(!document.Sources.IsDefaultOrEmpty, "it names no source");
        Require(document.Sources.DistinctBy(source => source.Name).Count() == document.Sources.Length, "two sources have the same name");
        return [.. document.Sources.Select(entry => Source(entry, signers, folder))];
    }

    private static PlaybookSource Source(SourceEntry entry, Dictionary<string, ImmutableArray<SigningKey>> signers, string folder)
    {
        Require(SourceName().IsMatch(entry.Name), $"'{entry.Name}' is no name of a source (two or more lower-case letters, digits and '-')");
        Require((entry.Repository is null) != (entry.Directory is null), $"the source {entry.Name} needs either a repository or a directory");
        Require(entry.Directory is null || entry.Development, $"the source {entry.Name} is a directory, which nobody can sign; mark it \"development\": true");
        Require(BranchName().IsMatch(entry.Branch) && !entry.Branch.Contains("..", StringComparison.Ordinal) && !entry.Branch.Contains("//", StringComparison.Ordinal),
            $"'{entry.Branch}' is no branch");
        Require(entry.Approvals >= 0, $"the source {entry.Name} asks for less than no approval");
        Require(entry.Development || !entry.Signers.IsEmpty, $"nobody may sign in the source {entry.Name}; list its signers, or mark it \"development\": true");
        Require(entry.Development || entry.Signers.Length > entry.Approvals,
            $"the source {entry.Name} asks for {entry.Approvals + 1} people (the signer and {entry.Approvals} others) and has {entry.Signers.Length}");
        Require(entry.Limits is { FileBytes: > 0, Files: > 0, TotalBytes: > 0 }, $"the limits of the source {entry.Name} must be at least 1");
        Require(entry.Signers.DistinctBy(signer => signer.Name).Count() == entry.Signers.Length, $"the source {entry.Name} lists a signer twice");
        return new(entry.Name)
        {
            Repository = entry.Repository is { } repository ? RepositoryAddress.Of(repository, folder) : null,
            Directory = entry.Directory is { } directory ? Path.GetFullPath(directory, folder) : null,
            Branch = entry.Branch,
            Folder = Folder(entry),
            Approvals = entry.Approvals,
            Development = entry.Development,
            Limits = entry.Limits,
            Signers = [.. entry.Signers.Select(signer => Signer(entry, signer, signers))],
            MergeKeys = [.. entry.MergeKeys.Select(key => KeyReader.Read("merge key", key, folder))],
            Packages = PackagePolicyReader.Read(entry.Packages, folder),
        };
    }

    private static AllowedSigner Signer(SourceEntry source, SourceSignerEntry entry, Dictionary<string, ImmutableArray<SigningKey>> signers)
    {
        Require(signers.ContainsKey(entry.Name), $"the source {source.Name} lists {entry.Name}, who is not among the signers");
        Require(entry.Paths.All(path => TreePath.Problem(path.TrimEnd('/')) is null), $"a path of {entry.Name} in the source {source.Name} is none from the repository's root");
        return new(entry.Name, signers[entry.Name], entry.Paths);
    }

    private static string Folder(SourceEntry entry)
    {
        var folder = entry.Folder.Trim('/');
        Require(folder is "" or "." || TreePath.Problem(folder) is null, $"the folder of the source {entry.Name} is none from the repository's root");
        return folder == "." ? "" : folder;
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new FormatException(otherwise);
        }
    }

    // A colon after one letter is a drive.
    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]+\z")]
    private static partial Regex SourceName();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]*\z")]
    internal static partial Regex SignerName();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._/+-]*\z")]
    private static partial Regex BranchName();
}
