namespace IrSdk.Scripting;

/// <summary>Where the assemblies of packages lie: by the hash of what is in them, so that nothing is ever overwritten with something else.</summary>
internal static class PackageFolder
{
    public static string PathOf(string folder, LockedPackage package, LockedAssembly assembly) =>
        Path.Combine(folder, $"{package.Name}.{package.Version}".ToLowerInvariant(), $"{assembly.Sha256}.dll");

    public static void Write(string folder, LockedPackage package, LockedAssembly assembly, byte[] content)
    {
        var path = PathOf(folder, package, assembly);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path + ".new", content);
        File.Move(path + ".new", path, overwrite: true);
    }
}
