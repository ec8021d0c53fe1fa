using System.CommandLine;
using IrSdk.Cli.Sources;
using IrSdk.Runtime;

namespace IrSdk.Cli.Running;

/// <summary>The guard rules of a run, from a JSON file that a team reviews like its playbooks (<c>guards.schema.json</c>).</summary>
internal static class GuardFile
{
    public static Option<FileInfo?> Option() => new("--guards")
    {
        Description = "A JSON file of guard rules: what is protected, how far containment may reach, what accounts consent to. Default: suspects may be contained, up to 100 resources.",
    };

    public static GuardRules Read(FileInfo? file) => file is null ? new() : PlaybookChoice.Use(() => GuardRules.Read(file.FullName));
}
