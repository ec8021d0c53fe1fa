namespace IrSdk.Analyzers.Tests.Corpus;

/// <summary>The scripts that the rules are held against.</summary>
internal static class CorpusFiles
{
    public static string Root { get; } = FindRoot();

    /// <summary>Scripts that are accepted without a warning: the corpus's, and the product's own playbooks.</summary>
    public static IEnumerable<string> Good =>
    [
        .. Directory.GetFiles(Path.Combine(Root, "tests", "IrSdk.Analyzers.Tests", "Corpus", "good"), "*.csx"),
        .. Directory.GetFiles(Path.Combine(Root, "playbooks"), "*.csx", SearchOption.AllDirectories),
    ];

    /// <summary>Scripts that lose evidence on some path, or hide what they do. Their first lines name what is found and where.</summary>
    public static IEnumerable<string> Hostile =>
        Directory.GetFiles(Path.Combine(Root, "tests", "IrSdk.Analyzers.Tests", "Corpus", "hostile", "order"), "*.csx");

    /// <summary>A script's findings as its first lines name them: the rule, and the words at its place when they are named.</summary>
    public static IEnumerable<string> ExpectedIn(string text) =>
        text.Split('\n').TakeWhile(line => line.StartsWith("// IR", StringComparison.Ordinal)).Select(line => line[3..].Trim());

    /// <summary>What tests call a script.</summary>
    public static string Named(string path) => Path.GetFileNameWithoutExtension(path);

    /// <summary>The script that is called so.</summary>
    public static string Find(string name) => Good.Concat(Hostile).Single(path => Named(path) == name);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "IrSdk.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
