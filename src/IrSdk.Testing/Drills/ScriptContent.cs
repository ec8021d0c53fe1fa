using System.Security.Cryptography;
using System.Text;
using IrSdk.Scripting;

namespace IrSdk.Testing;

/// <summary>What a script is made of, as one hash: it changes when the script or a file that it loads does, and with nothing else.</summary>
public static class ScriptContent
{
    /// <summary>SHA-256 over the names and contents of the script and of every file that it loads, in lower-case hexadecimal.</summary>
    /// <param name="script">The <c>.csx</c> file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<string> HashAsync(string script, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(script);
        var files = await ScriptFiles.ReadAsync(script, cancellationToken).ConfigureAwait(false);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.All)
        {
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(file.Name)));
            hash.AppendData(file.Hash.AsSpan());
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
