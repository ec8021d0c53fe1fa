using System.Reflection;
using System.Runtime.Loader;

namespace IrSdk.Scripting;

/// <summary>Where one script's assembly lives until it is unloaded. It finds the host's IrSdk and the framework, nothing else.</summary>
internal sealed class ScriptContext() : AssemblyLoadContext("IrSdk.Script", isCollectible: true)
{
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var host = typeof(Playbook).Assembly;
        if (assemblyName.Name == host.GetName().Name)
        {
            return host;
        }

        // Null: the default context, which has the framework's one copy.
        return AllowList.Assemblies.Contains(assemblyName.Name ?? "")
            ? null
            : throw new FileLoadException($"A script refers to {assemblyName.Name}, which is not allowed.");
    }
}
