using System.Reflection;
using System.Runtime.Loader;

namespace IrSdk.Scripting;

/// <summary>Where one script's assembly lives until it is unloaded. It finds the host's IrSdk, the framework, and the packages that the policy lists; nothing else.</summary>
internal sealed class ScriptContext(ScriptPackages packages) : AssemblyLoadContext("IrSdk.Script", isCollectible: true)
{
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var host = typeof(Playbook).Assembly;
        if (assemblyName.Name == host.GetName().Name)
        {
            return host;
        }

        if (packages.Load(assemblyName.Name ?? "") is { } package)
        {
            return LoadFromStream(new MemoryStream(package, writable: false));
        }

        // Null: the default context, which has the framework's one copy. A package may need all of the framework.
        return AllowList.Assemblies.Contains(assemblyName.Name ?? "") || (packages.Assemblies.Any() && FrameworkAssemblies.Has(assemblyName.Name ?? ""))
            ? null
            : throw new FileLoadException($"A script refers to {assemblyName.Name}, which is not allowed.");
    }
}
