using System.Reflection;
using System.Runtime.Loader;

namespace IrSdk.Scripting;

/// <summary>Where one script's assembly lives until it is unloaded. It finds the host's IrSdk, the framework, and the packages that the policy lists; nothing else.</summary>
/// <param name="packages">An assembly of a package by its simple name, or null.</param>
/// <param name="hasPackages">Whether there is any.</param>
internal sealed class ScriptContext(Func<string, byte[]?> packages, bool hasPackages) : AssemblyLoadContext("IrSdk.Script", isCollectible: true)
{
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var host = typeof(Playbook).Assembly;
        if (assemblyName.Name == host.GetName().Name)
        {
            return host;
        }

        if (packages(assemblyName.Name ?? "") is { } package)
        {
            return LoadFromStream(new MemoryStream(package, writable: false));
        }

        // Null: the default context, which has the framework's one copy. A package may need all of the framework.
        return AllowList.Assemblies.Contains(assemblyName.Name ?? "") || (hasPackages && FrameworkAssemblies.Has(assemblyName.Name ?? ""))
            ? null
            : throw new FileLoadException($"A script refers to {assemblyName.Name}, which is not allowed.");
    }
}
