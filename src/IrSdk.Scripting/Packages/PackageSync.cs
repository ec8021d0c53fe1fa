using System.Security.Cryptography;
using NuGet.Common;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;

namespace IrSdk.Scripting;

/// <summary>Takes packages from their feeds, at sync and never later, and keeps of them what scripts may use.</summary>
internal sealed class PackageSync(PackagePolicy policy, string folder)
{
    /// <summary>Brings every locked package to disk; those that are there as the lock has them are not asked for.</summary>
    /// <exception cref="InvalidDataException">One cannot be had, or is not what the lock says.</exception>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        var locked = PackageLock.Read(policy.Lock);
        foreach (var package in locked.Packages.Where(package => policy.Allowed.Any(one => one.Is(new(package.Name, package.Version)))))
        {
            if (package.Assemblies.All(assembly => IsThere(package, assembly)))
            {
                continue;
            }

            var archive = await FetchAsync(new(package.Name, package.Version), cancellationToken).ConfigureAwait(false);
            if (archive.Package.Sha512 != package.Sha512)
            {
                throw new InvalidDataException(
                    $"The package {package.Name} {package.Version} is not the one that {policy.Lock} holds (its content has another hash); find out who changed it, and run 'ir sync --update-lock' only if the new one is meant.");
            }

            Keep(archive);
        }
    }

    /// <summary>Takes every listed package anew, and writes what it is into the lock.</summary>
    /// <exception cref="InvalidDataException">One cannot be had, or needs one that is not listed.</exception>
    public async Task UpdateAsync(CancellationToken cancellationToken)
    {
        var archives = new List<PackageArchive>();
        foreach (var package in policy.Allowed)
        {
            archives.Add(await FetchAsync(package, cancellationToken).ConfigureAwait(false));
        }

        foreach (var archive in archives)
        {
            foreach (var needed in archive.Dependencies)
            {
                var listed = policy.Allowed.FirstOrDefault(one => string.Equals(one.Name, needed.Id, StringComparison.OrdinalIgnoreCase));
                if (listed is null || needed.VersionRange?.Satisfies(NuGetVersion.Parse(listed.Version)) == false)
                {
                    throw new InvalidDataException($"The package {archive.Package.Name} needs {needed.Id} {needed.VersionRange?.PrettyPrint()}, which the policy does not list; list it in one exact version, or do without both.");
                }
            }
        }

        var twice = archives.SelectMany(archive => archive.Package.Assemblies.Where(one => one.Runs)).GroupBy(one => one.Name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new InvalidDataException($"Two packages bring {twice.Key}; list only one of them.");
        }

        archives.ForEach(Keep);

        // Sources may share a lock file.
        var others = PackageLock.Read(policy.Lock).Packages.Where(package => !policy.Allowed.Any(one => one.Is(new(package.Name, package.Version))));
        new PackageLock([.. archives.Select(archive => archive.Package).Concat(others).OrderBy(package => package.Name, StringComparer.OrdinalIgnoreCase)]).Write(policy.Lock);
    }

    private async Task<PackageArchive> FetchAsync(PackageId package, CancellationToken cancellationToken)
    {
        var said = new List<string>();
        using var cache = new SourceCacheContext { NoCache = true, DirectDownload = true };
        foreach (var feed in policy.Feeds)
        {
            try
            {
                var finder = await Repository.Factory.GetCoreV3(feed).GetResourceAsync<FindPackageByIdResource>(cancellationToken).ConfigureAwait(false)
                    ?? throw new InvalidDataException($"{feed} is no NuGet feed; correct the sources file.");
                using var content = new MemoryStream();
                if (await finder.CopyNupkgToStreamAsync(package.Name, NuGetVersion.Parse(package.Version), content, cache, NullLogger.Instance, cancellationToken).ConfigureAwait(false))
                {
                    return PackageArchive.Read(package, content.ToArray());
                }
            }
            catch (FatalProtocolException unreached)
            {
                said.Add($"{feed}: {unreached.Message.TrimEnd('.')}");
            }
        }

        throw new InvalidDataException($"No feed has the package {package}{(said.Count == 0 ? "" : $" ({string.Join("; ", said)})")}; correct the feeds or the version in the sources file.");
    }

    private bool IsThere(LockedPackage package, LockedAssembly assembly)
    {
        var path = PackageFolder.PathOf(folder, package, assembly);
        return File.Exists(path) && Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) == assembly.Sha256;
    }

    private void Keep(PackageArchive archive)
    {
        foreach (var assembly in archive.Package.Assemblies)
        {
            PackageFolder.Write(folder, archive.Package, assembly, archive.Content(assembly));
        }
    }
}
