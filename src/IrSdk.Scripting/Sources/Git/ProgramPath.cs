namespace IrSdk.Scripting;

/// <summary>Finds a program on the PATH alone: .NET looks into the current folder first, which may be anybody's clone.</summary>
internal static class ProgramPath
{
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static string Find(string program) =>
        Places(program).FirstOrDefault(File.Exists) ?? throw new InvalidDataException($"{program} is not on the PATH; install it to take playbooks from git.");

    /// <summary>Whether there is one.</summary>
    public static bool Has(string program) => Places(program).Any(File.Exists);

    private static IEnumerable<string> Places(string program)
    {
        var name = OperatingSystem.IsWindows() ? program + ".exe" : program;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(Path.IsPathFullyQualified).Select(folder => Path.Combine(folder, name));
    }
}
