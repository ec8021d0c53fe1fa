using System.CommandLine;
using IrSdk.Cli.Journals;

namespace IrSdk.Cli;

/// <summary>Arguments and options that several commands take.</summary>
internal static class Arguments
{
    public static Argument<string> Playbook() => new("PLAYBOOK") { Description = "A .csx file, the folder that holds one of the same name, or SOURCE:NAME for the last good commit of a source." };

    public static Option<FileInfo> Alert() => new("--alert")
    {
        Description = "The alert: a GuardDuty, Security Hub or CloudTrail document, or irsdk.alert/v1.",
        Required = true,
    };

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document, alone on standard output." };

    public static Option<FileInfo> Journal() => new("--journal")
    {
        Description = $"The journal. Default: {JournalFile.Default}.",
        DefaultValueFactory = _ => new(JournalFile.Default),
    };

    public static Argument<string> Incident() => new("INCIDENT") { Description = "The incident's id; 'ir journal list' shows them." };

    public static Option<string> By() => new("--by")
    {
        Description = "Who says so. Default: the user that is signed in.",
        DefaultValueFactory = _ => Environment.UserName,
    };
}
