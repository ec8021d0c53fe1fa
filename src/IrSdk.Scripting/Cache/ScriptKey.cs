using System.Buffers.Binary;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace IrSdk.Scripting;

/// <summary>Names everything that a compiled script depends on: the files, the framework, IrSdk, the gate, the analyzers and the compiler.</summary>
internal static class ScriptKey
{
    private const string Schema = "irsdk-script-4";

    public static string Of(ScriptFiles files, ScriptPackages packages)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, Schema);
        Append(hash, Environment.Version.ToString());
        Append(hash, typeof(object).Module.ModuleVersionId.ToString());
        Append(hash, typeof(Playbook).Module.ModuleVersionId.ToString());

        // This assembly holds the allow list, the wrapper and the options, and refers to the compiler by version.
        Append(hash, typeof(ScriptKey).Module.ModuleVersionId.ToString());
        Append(hash, typeof(Analyzers.EvidenceKinds).Module.ModuleVersionId.ToString());
        Append(hash, CompilerVersion());
        foreach (var assembly in packages.Identity)
        {
            Append(hash, assembly);
        }

        Append(hash, files.RootName);
        foreach (var file in files.All)
        {
            Append(hash, file.Name);
            hash.AppendData(file.Hash.AsSpan());
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string CompilerVersion() =>
        string.Join(';', typeof(ScriptKey).Assembly.GetReferencedAssemblies()
            .Where(name => name.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            .Select(name => name.FullName)
            .Order(StringComparer.Ordinal));

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
