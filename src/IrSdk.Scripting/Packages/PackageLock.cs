using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IrSdk.Scripting;

/// <summary>The packages that scripts may use, each by the hash of its content. Kept beside the sources file and reviewed like it.</summary>
internal sealed record PackageLock(ImmutableArray<LockedPackage> Packages)
{
    private static readonly JsonSerializerOptions Strict = new(IrJson.Indented) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static PackageLock Empty { get; } = new([]);

    public LockedPackage? Find(PackageId id) => Packages.FirstOrDefault(one => new PackageId(one.Name, one.Version).Is(id));

    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    public static PackageLock Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<PackageLock>(File.ReadAllText(path), Strict) ?? Empty : Empty;
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException($"The lock file {path} cannot be read ({wrong.Message.TrimEnd('.')}); restore it, or write it anew with 'ir sync --update-lock'.", wrong);
        }
    }

    public void Write(string path)
    {
        var beside = path + ".new";
        File.WriteAllText(beside, JsonSerializer.Serialize(this, Strict) + "\n");
        File.Move(beside, path, overwrite: true);
    }
}

/// <summary>A package whose content is known.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sha512">SHA-512 of the .nupkg file, in Base64.</param>
/// <param name="Needs">The names of the packages that it needs.</param>
/// <param name="Assemblies">What of it is read.</param>
internal sealed record LockedPackage(string Name, string Version, string Sha512, ImmutableArray<string> Needs, ImmutableArray<LockedAssembly> Assemblies);

/// <summary>An assembly of a package.</summary>
/// <param name="Path">Where it is in the package: under <c>lib/</c> to run, under <c>ref/</c> to compile against.</param>
/// <param name="Name">Its simple name.</param>
/// <param name="Sha256">SHA-256 of it, in lower-case hexadecimal.</param>
internal sealed record LockedAssembly(string Path, string Name, string Sha256)
{
    public bool Runs => Path.StartsWith("lib/", StringComparison.Ordinal);
}
