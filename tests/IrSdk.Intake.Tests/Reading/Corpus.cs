using System.Text;
using System.Text.Json;

namespace IrSdk.Intake.Tests;

/// <summary>Published documents of the formats, kept beside the repository and not in it.</summary>
internal static class Corpus
{
    private static readonly Lazy<string?> Folder = new(Find);

    /// <summary>Every JSON document of a set, by file name.</summary>
    public static IReadOnlyList<(string Name, byte[] Bytes)> Documents(string set, string pattern = "*.json") =>
    [
        .. Directory.EnumerateFiles(Path.Combine(FolderOrSkip(), set), pattern, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => (Path.GetFileName(file), File.ReadAllBytes(file))),
    ];

    /// <summary>The <c>log</c> of every line of a set of detection tests.</summary>
    public static IReadOnlyList<(string Name, byte[] Bytes)> Logs(string file) =>
    [
        .. File.ReadLines(Path.Combine(FolderOrSkip(), file)).Select((line, index) =>
        {
            using var document = JsonDocument.Parse(line);
            return ($"line {index + 1}", Encoding.UTF8.GetBytes(document.RootElement.GetProperty("log").GetRawText()));
        }),
    ];

    private static string FolderOrSkip()
    {
        if (Folder.Value is null)
        {
            Assert.Skip("The published documents (shared/data beside the repository) are not on this machine.");
        }

        return Folder.Value!;
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(data))
            {
                return data;
            }
        }

        return null;
    }
}
