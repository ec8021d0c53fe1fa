using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using NuGet.Frameworks;
using NuGet.Packaging;
using NuGet.Packaging.Core;

namespace IrSdk.Scripting;

/// <summary>A .nupkg, of which only the assemblies under <c>lib/</c> and <c>ref/</c> are read: targets, content, tools and analyzers stay in it.</summary>
internal sealed class PackageArchive
{
    private static readonly NuGetFramework Running = NuGetFramework.Parse("net10.0");

    private readonly Dictionary<string, byte[]> contents = new(StringComparer.Ordinal);

    private PackageArchive(LockedPackage package, ImmutableArray<PackageDependency> dependencies) => (Package, Dependencies) = (package, dependencies);

    public LockedPackage Package { get; private set; }

    public ImmutableArray<PackageDependency> Dependencies { get; }

    public byte[] Content(LockedAssembly assembly) => contents[assembly.Path];

    /// <exception cref="InvalidDataException">It is not the package that was asked for, or not one that scripts can use.</exception>
    public static PackageArchive Read(PackageId wanted, byte[] file)
    {
        try
        {
            using var reader = new PackageArchiveReader(new MemoryStream(file, writable: false));
            var identity = reader.GetIdentity();
            if (!new PackageId(identity.Id, identity.Version.ToNormalizedString()).Is(wanted))
            {
                throw new InvalidDataException($"What the feed sent for package {wanted} is {identity.Id} {identity.Version}; find out why, and use another feed.");
            }

            var dependencies = NuGetFrameworkUtility.GetNearest(reader.GetPackageDependencies(), Running)?.Packages.ToImmutableArray() ?? [];
            var archive = new PackageArchive(new(wanted.Name, wanted.Version, Convert.ToBase64String(SHA512.HashData(file)), [.. dependencies.Select(one => one.Id).Order(StringComparer.Ordinal)], []), dependencies);
            archive.AddAssemblies(reader, reader.GetItems("ref"));
            archive.AddAssemblies(reader, reader.GetLibItems());
            return archive;
        }
        catch (Exception damaged) when (damaged is PackagingException or IOException && damaged is not InvalidDataException)
        {
            throw new InvalidDataException($"The package {wanted} cannot be read ({damaged.Message.TrimEnd('.')}); take it from another feed.", damaged);
        }
    }

    private void AddAssemblies(PackageArchiveReader reader, IEnumerable<FrameworkSpecificGroup> groups)
    {
        var nearest = NuGetFrameworkUtility.GetNearest(groups, Running)?.Items ?? [];
        foreach (var path in nearest.Where(path => path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && path.Count(character => character == '/') == 2).Order(StringComparer.Ordinal))
        {
            using var stream = reader.GetStream(path);
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            var content = memory.ToArray();
            var name = AssemblyNameOf(content, path);
            if (AllowList.Assemblies.Contains(name) || FrameworkAssemblies.Has(name))
            {
                throw new InvalidDataException($"The package {Package.Name} brings {name}, which scripts have from the framework or from IrSdk; it cannot be used.");
            }

            contents[path] = content;
            Package = Package with { Assemblies = Package.Assemblies.Add(new(path, name, Convert.ToHexStringLower(SHA256.HashData(content)))) };
        }
    }

    private string AssemblyNameOf(byte[] content, string path)
    {
        try
        {
            using var file = new PEReader(new MemoryStream(content, writable: false));
            return file.HasMetadata && file.GetMetadataReader() is { IsAssembly: true } metadata ? metadata.GetString(metadata.GetAssemblyDefinition().Name) : throw new BadImageFormatException();
        }
        catch (BadImageFormatException damaged)
        {
            throw new InvalidDataException($"{path} in the package {Package.Name} is no .NET assembly; the package cannot be used.", damaged);
        }
    }
}
