using System.Collections.Immutable;

namespace IrSdk.Scripting;

/// <summary>Which packages scripts may use. A listed package is trusted code.</summary>
/// <param name="Feeds">Folders, or addresses of feeds, that packages are taken from at sync.</param>
/// <param name="Allowed">Every package, those that others need included, in one exact version each.</param>
/// <param name="Lock">The file that holds their content's hashes.</param>
internal sealed record PackagePolicy(ImmutableArray<string> Feeds, ImmutableArray<PackageId> Allowed, string Lock)
{
    public static PackagePolicy None { get; } = new([], [], "");
}

/// <summary>A package in one version.</summary>
/// <param name="Name">Its name; upper and lower case are the same.</param>
/// <param name="Version">Its version, normalized.</param>
internal sealed record PackageId(string Name, string Version)
{
    public bool Is(PackageId other) => string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase) && string.Equals(Version, other.Version, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => $"{Name} {Version}";
}
