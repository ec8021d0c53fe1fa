using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace IrSdk.Scripting;

/// <summary>Compiled scripts on disk. A cache that cannot be read or written costs time, never a playbook.</summary>
/// <remarks>
/// A file is the SHA-256 of all that follows, the lengths of the assembly and of its symbols, these two, and the findings. The hash finds damage;
/// against whoever may write to the directory only the directory's permissions and the gate stand.
/// </remarks>
internal sealed class ScriptCache(string? directory)
{
    private const int HeaderLength = SHA256.HashSizeInBytes + (2 * sizeof(int));

    public CompiledScript? Find(string key)
    {
        if (directory is null)
        {
            return null;
        }

        try
        {
            var path = PathOf(directory, key);
            return File.Exists(path) ? Read(File.ReadAllBytes(path)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Keep(string key, CompiledScript script)
    {
        if (directory is null)
        {
            return;
        }

        try
        {
            Create(directory);
            var temporary = Path.Combine(directory, Path.GetRandomFileName());
            File.WriteAllBytes(temporary, Write(script));
            File.Move(temporary, PathOf(directory, key), overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A full or read-only disk must not keep a playbook from running; the next load compiles again.
        }
    }

    private static string PathOf(string directory, string key) => Path.Combine(directory, $"{key}.script");

    private static void Create(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static byte[] Write(CompiledScript script)
    {
        var findings = KeptFindings.Write(script.Findings);
        var bytes = new byte[HeaderLength + script.Assembly.Length + script.Symbols.Length + findings.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(SHA256.HashSizeInBytes), script.Assembly.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(SHA256.HashSizeInBytes + sizeof(int)), script.Symbols.Length);
        script.Assembly.CopyTo(bytes, HeaderLength);
        script.Symbols.CopyTo(bytes, HeaderLength + script.Assembly.Length);
        findings.CopyTo(bytes, HeaderLength + script.Assembly.Length + script.Symbols.Length);
        SHA256.HashData(bytes.AsSpan(SHA256.HashSizeInBytes), bytes);
        return bytes;
    }

    private static CompiledScript? Read(byte[] bytes)
    {
        if (bytes.Length < HeaderLength || !SHA256.HashData(bytes.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(bytes.AsSpan(0, SHA256.HashSizeInBytes)))
        {
            return null;
        }

        var assembly = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(SHA256.HashSizeInBytes));
        var symbols = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(SHA256.HashSizeInBytes + sizeof(int)));
        return assembly < 0 || symbols < 0 || (long)assembly + symbols > bytes.Length - HeaderLength
            ? null
            : new(
                Part(bytes.AsSpan(HeaderLength, assembly)),
                Part(bytes.AsSpan(HeaderLength + assembly, symbols)),
                KeptFindings.Read(bytes, HeaderLength + assembly + symbols));
    }

    private static ImmutableArray<byte> Part(ReadOnlySpan<byte> bytes) => ImmutableCollectionsMarshal.AsImmutableArray(bytes.ToArray());
}
