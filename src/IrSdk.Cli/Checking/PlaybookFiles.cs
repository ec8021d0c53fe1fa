namespace IrSdk.Cli.Checking;

/// <summary>The playbooks that a path means: a script, a playbook's folder, or a folder with playbooks anywhere below it.</summary>
internal static class PlaybookFiles
{
    public static IReadOnlyList<string> Under(string path)
    {
        if (File.Exists(path))
        {
            return [Path.GetFullPath(path)];
        }

        if (!Directory.Exists(path))
        {
            throw new CliFailure(ExitCodes.Usage, $"There is nothing at {path}; give a .csx file, a playbook's folder, or a folder that holds playbooks.");
        }

        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        List<string> found = [.. Directory.EnumerateFiles(folder, "*.csx", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).Where(IsPlaybook).Order(StringComparer.Ordinal)];
        return found.Count > 0 ? found
            : throw new CliFailure(ExitCodes.Usage, $"{path} holds no playbook; one is a folder with a script of the same name, such as malware/malware.csx.");
    }

    private static bool IsPlaybook(string script) =>
        Path.GetFileName(Path.GetDirectoryName(script)) == Path.GetFileNameWithoutExtension(script);
}
