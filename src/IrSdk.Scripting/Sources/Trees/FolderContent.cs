using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace IrSdk.Scripting;

/// <summary>What is in a folder of files, as one hash; so what is served is what was taken.</summary>
internal static class FolderContent
{
    /// <summary>SHA-256 over the paths and contents, in order of the paths, in lower-case hexadecimal. Null: there is no such folder.</summary>
    public static string? Hash(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in Paths(folder))
        {
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(path)));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, path))));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The playbooks: scripts that lie at the top, or in a folder of the same name. The others are loaded by them.</summary>
    public static ImmutableArray<string> Playbooks(string folder) =>
    [
        .. Paths(folder).Where(path => path.EndsWith(".csx", StringComparison.Ordinal)
            && (!path.Contains('/', StringComparison.Ordinal) || Path.GetFileName(Path.GetDirectoryName(path)) == Path.GetFileNameWithoutExtension(path))),
    ];

    private static IEnumerable<string> Paths(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Order(StringComparer.Ordinal);
}
