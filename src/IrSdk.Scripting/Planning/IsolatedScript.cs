using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace IrSdk.Scripting;

/// <summary>A compiled script on its way into a process of its own. What is hashed here is what is sent there.</summary>
internal sealed class IsolatedScript
{
    public IsolatedScript(string name, CompiledScript script, ScriptPackages packages)
    {
        Name = name;
        Hash = Convert.ToHexStringLower(SHA256.HashData(script.Assembly.AsSpan()));
        Load = new()
        {
            Assembly = ImmutableCollectionsMarshal.AsArray(script.Assembly),
            Symbols = ImmutableCollectionsMarshal.AsArray(script.Symbols),
            Packages = packages.Assemblies.ToImmutableSortedDictionary(assembly => assembly, assembly => packages.Load(assembly)!, StringComparer.Ordinal),
        };
    }

    /// <summary>The script's file name.</summary>
    public string Name { get; }

    /// <summary>SHA-256 of its assembly, in lower-case hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>What a process is told to hold it.</summary>
    public WorkerRequest Load { get; }
}
