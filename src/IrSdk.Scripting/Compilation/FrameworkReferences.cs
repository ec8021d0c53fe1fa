using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IrSdk.Scripting;

/// <summary>What scripts are compiled against: the running framework's assemblies, and IrSdk.</summary>
internal sealed class FrameworkReferences
{
    private static readonly Lazy<FrameworkReferences> Once = new(() => new());

    private readonly Lazy<ImmutableArray<MetadataReference>> all;

    private FrameworkReferences()
    {
        var paths = FrameworkPaths();
        Allowed = [.. paths.Where(path => AllowList.Assemblies.Contains(Path.GetFileNameWithoutExtension(path))).Append(typeof(Playbook).Assembly.Location).Select(Reference)];
        all = new(() => [.. paths.Append(typeof(Playbook).Assembly.Location).Select(Reference)]);
    }

    /// <summary>Those of this process; they do not change while it runs, and reading them costs more than compiling.</summary>
    public static FrameworkReferences Running => Once.Value;

    /// <summary>The assemblies that a script may refer to.</summary>
    public ImmutableArray<MetadataReference> Allowed { get; }

    /// <summary>The whole framework, only to tell the author what a name that was not found stands for.</summary>
    public ImmutableArray<MetadataReference> All => all.Value;

    private static MetadataReference Reference(string path) => MetadataReference.CreateFromFile(path);

    private static ImmutableArray<string> FrameworkPaths()
    {
        var trusted = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location);
        ImmutableArray<string> paths =
        [
            .. trusted.Where(path => Path.GetDirectoryName(path) == framework && Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)),
        ];
        return paths.IsEmpty
            ? throw new InvalidOperationException("The framework's assemblies are not on disk, so no script can be compiled; do not publish the host as a single file.")
            : paths;
    }
}
