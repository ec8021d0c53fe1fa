using System.Text.RegularExpressions;

namespace IrSdk.Scripting;

/// <summary>Checks what a sources file says of packages.</summary>
internal static partial class PackagePolicyReader
{
    public static PackagePolicy Read(PackagesEntry? entry, string folder)
    {
        if (entry is null)
        {
            return PackagePolicy.None;
        }

        foreach (var package in entry.Allowed.Where(package => !IsExact(package.Name, package.Version)))
        {
            throw new FormatException($"the package {package.Name} needs one exact version such as 1.2.3, not '{package.Version}'");
        }

        if (entry.Allowed.DistinctBy(package => package.Name.ToUpperInvariant()).Count() != entry.Allowed.Length)
        {
            throw new FormatException("a package is allowed in two versions; choose one");
        }

        if (entry.Feeds.FirstOrDefault(feed => feed.Contains("://", StringComparison.Ordinal) && !feed.StartsWith("https://", StringComparison.Ordinal)) is { } wrong)
        {
            throw new FormatException($"the feed {wrong} is neither an https address nor a folder");
        }

        return new(
            [.. entry.Feeds.Select(feed => feed.Contains("://", StringComparison.Ordinal) ? feed : Path.GetFullPath(feed, folder))],
            [.. entry.Allowed.Select(package => new PackageId(package.Name, package.Version))],
            Path.GetFullPath(entry.Lock, folder));
    }

    /// <summary>Whether that is a package in one version: no range, no star, no build metadata, no zero that could be left out.</summary>
    public static bool IsExact(string name, string version) => Name().IsMatch(name) && Version().IsMatch(version);

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(\.[1-9][0-9]*)?(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?\z")]
    private static partial Regex Version();
}
