namespace IrSdk.Scripting;

/// <summary>What scripts have from the framework and from the host; a package must not stand in for it.</summary>
internal static class FrameworkAssemblies
{
    private static readonly string[] Prefixes = ["System.", "Microsoft.CSharp", "Microsoft.VisualBasic", "Microsoft.Win32.", "mscorlib", "netstandard", "WindowsBase", "IrSdk"];

    private static readonly Lazy<HashSet<string>> Names = new(() =>
    [
        .. (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))),
    ]);

    public static bool Has(string name) => name == "System" || Names.Value.Contains(name);
}
