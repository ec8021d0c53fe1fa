using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;

namespace IrSdk.Scripting;

/// <summary>The packages that a loader's scripts may use: listed by the policy, locked by content, and on disk since the last sync.</summary>
internal sealed class ScriptPackages
{
    private readonly FrozenDictionary<string, (LockedPackage Package, LockedAssembly Assembly)> running;
    private readonly PackagePolicy policy;
    private readonly PackageLock locked;
    private readonly string folder;

    private ScriptPackages(PackagePolicy policy, PackageLock locked, string folder)
    {
        this.policy = policy;
        this.locked = locked;
        this.folder = folder;
        running = locked.Packages.SelectMany(package => package.Assemblies.Where(one => one.Runs).Select(assembly => (package, assembly)))
            .ToFrozenDictionary(one => one.assembly.Name, StringComparer.Ordinal);
    }

    public static ScriptPackages None { get; } = new(PackagePolicy.None, PackageLock.Empty, "");

    /// <summary>The simple names of their assemblies: what a script may refer to beside the framework's.</summary>
    public IEnumerable<string> Assemblies => running.Keys;

    /// <summary>Everything about them that a compiled script depends on.</summary>
    public IEnumerable<string> Identity => locked.Packages.SelectMany(package => package.Assemblies.Select(assembly => $"{package.Name}/{package.Version}/{assembly.Path}/{assembly.Sha256}"));

    public static ScriptPackages Open(PackagePolicy policy, string folder)
    {
        if (policy.Allowed.IsEmpty)
        {
            return None;
        }

        // What the lock holds and the policy no longer lists is nobody's.
        var locked = PackageLock.Read(policy.Lock);
        return new(policy, new([.. locked.Packages.Where(package => policy.Allowed.Any(one => one.Is(new(package.Name, package.Version))))]), folder);
    }

    public bool Has(string? assembly) => assembly is not null && running.ContainsKey(assembly);

    /// <summary>Why a script may not use a package, or null.</summary>
    public string? Problem(PackageId wanted)
    {
        if (!policy.Allowed.Any(wanted.Is))
        {
            return policy.Allowed.IsEmpty ? "is not allowed, since no policy lists packages for scripts; remove it"
                : $"is not allowed, since the policy does not list {wanted}; remove it, or have it listed";
        }

        return All(wanted).Select(one => one.Package is null ? $"cannot be used, since the lock file does not hold {one.Name}; run 'ir sync --update-lock'"
            : one.Package.Assemblies.Any(assembly => Find(one.Package, assembly) is null) ? $"cannot be used, since {one.Name} is not on disk as the lock file has it; run 'ir sync'"
            : null).FirstOrDefault(problem => problem is not null);
    }

    /// <summary>What a script that names packages is compiled against: their assemblies and those of what they need.</summary>
    public ImmutableArray<byte[]> References(IEnumerable<PackageId> wanted) =>
    [
        .. wanted.SelectMany(All).DistinctBy(one => one.Name.ToUpperInvariant()).SelectMany(one => one.Package!.Assemblies.GroupBy(assembly => assembly.Name, StringComparer.Ordinal)
            .Select(group => group.FirstOrDefault(assembly => !assembly.Runs) ?? group.First())
            .Select(assembly => Find(one.Package, assembly)!)),
    ];

    /// <summary>An assembly that a script refers to, as the lock has it. Null: it is none of a package's.</summary>
    /// <exception cref="FileLoadException">It is not on disk as the lock has it.</exception>
    public byte[]? Load(string assembly) =>
        !running.TryGetValue(assembly, out var found) ? null
        : Find(found.Package, found.Assembly) ?? throw new FileLoadException($"{assembly} of package {found.Package.Name} is not on disk as the lock file has it; run 'ir sync'.");

    private IEnumerable<(string Name, LockedPackage? Package)> All(PackageId wanted)
    {
        var open = new Queue<string>([wanted.Name]);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { wanted.Name };
        while (open.TryDequeue(out var name))
        {
            var package = locked.Packages.FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase));
            yield return (name, package);
            foreach (var needed in (package?.Needs ?? []).Where(seen.Add))
            {
                open.Enqueue(needed);
            }
        }
    }

    private byte[]? Find(LockedPackage package, LockedAssembly assembly)
    {
        var path = PackageFolder.PathOf(folder, package, assembly);
        return File.Exists(path) && File.ReadAllBytes(path) is var content && Convert.ToHexStringLower(SHA256.HashData(content)) == assembly.Sha256 ? content : null;
    }
}
