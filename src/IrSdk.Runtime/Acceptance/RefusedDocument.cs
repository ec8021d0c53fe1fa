using System.Security.Cryptography;
using System.Text;

namespace IrSdk.Runtime;

/// <summary>A document that came by a queue or a folder and could not be read as an alert. All of it but its length and hash is text of the outside world.</summary>
/// <param name="Source">What it came by: <c>queue</c> or <c>folder</c>.</param>
/// <param name="Name">Which one it was: a message's id, a file's name.</param>
/// <param name="Because">Why it was refused, in a sentence.</param>
/// <param name="Hash">SHA-256 of its bytes, in lower-case hexadecimal.</param>
/// <param name="Bytes">How long it was.</param>
/// <param name="Excerpt">How it began, at most 400 bytes of it.</param>
public sealed record RefusedDocument(string Source, string Name, string Because, string Hash, long Bytes, string Excerpt)
{
    private const int MostShown = 400;

    /// <summary>Tells of a document without keeping it.</summary>
    /// <param name="source">See <see cref="Source"/>.</param>
    /// <param name="name">See <see cref="Name"/>; at most 200 characters of it are kept.</param>
    /// <param name="because">See <see cref="Because"/>.</param>
    /// <param name="document">Its bytes, whatever they are.</param>
    public static RefusedDocument Of(string source, string name, string because, ReadOnlySpan<byte> document)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(source, name.Length > 200 ? name[..200] : name, because, Convert.ToHexStringLower(SHA256.HashData(document)), document.Length, Encoding.UTF8.GetString(document[..Math.Min(document.Length, MostShown)]));
    }
}
