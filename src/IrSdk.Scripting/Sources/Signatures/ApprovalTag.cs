using System.Diagnostics;

namespace IrSdk.Scripting;

/// <summary>The signed tag by which a person approves a tree. It is of the tree and not of a commit, so a squash or a merge with the same content keeps it.</summary>
/// <param name="Name">Its name: <c>approved/WHO/TREE</c>.</param>
/// <param name="Subject">The commit that was approved, in one line.</param>
public sealed record ApprovalTag(string Name, string Subject)
{
    /// <summary>Makes the tag in the clone of the current folder, with the user's own git and key.</summary>
    /// <param name="commit">The commit whose tree is approved.</param>
    /// <param name="who">The signer's name in the sources file.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidDataException">It cannot be made; the message says why.</exception>
    public static async Task<ApprovalTag> MakeAsync(string commit, string who, CancellationToken cancellationToken = default)
    {
        if (!SourcesReader.SignerName().IsMatch(who))
        {
            throw new InvalidDataException($"'{who}' can be no signer's name; give yours in the sources file with --as.");
        }

        var tree = await GitAsync(["rev-parse", "--verify", "--end-of-options", $"{commit}^{{commit}}^{{tree}}"], $"'{commit}' is no commit here; run this in a clone of the playbooks' repository, and name a commit that it has", cancellationToken).ConfigureAwait(false);
        var subject = await GitAsync(["log", "-1", "--format=%h %s", "--end-of-options", commit], $"'{commit}' is no commit here; run this in a clone of the playbooks' repository, and name a commit that it has", cancellationToken).ConfigureAwait(false);
        var tag = NameOf(who, tree);
        await GitAsync(
            ["tag", "--sign", "--message", $"Approved: {subject}", tag, tree],
            $"git did not make the tag {tag}; set up signing (user.signingkey, gpg.format), or push the tag that is there", cancellationToken).ConfigureAwait(false);
        return new(tag, subject);
    }

    internal static string NameOf(string who, string tree) => $"approved/{who}/{tree}";

    private static async Task<string> GitAsync(IEnumerable<string> arguments, string otherwise, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(ProgramPath.Find("git"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return process.ExitCode == 0
            ? output.Trim()
            : throw new InvalidDataException($"{otherwise} ({(await error.ConfigureAwait(false)).ReplaceLineEndings(" ").Trim().TrimEnd('.')}).");
    }
}
