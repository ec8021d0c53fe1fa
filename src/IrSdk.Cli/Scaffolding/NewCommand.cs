using System.CommandLine;
using System.Text.Json;

namespace IrSdk.Cli.Scaffolding;

/// <summary><c>ir new NAME --kind KIND</c>: a playbook, a recording, and what editors need.</summary>
internal static class NewCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The playbook's name: lower-case letters, digits and dashes." };
        var kind = new Option<IncidentKind>("--kind")
        {
            Description = "credential-compromise, malware, data-exfiltration or unauthorized-access.",
            Required = true,
            CustomParser = result => Kinds.Parse(result.Tokens.SingleOrDefault()?.Value, result.AddError),
        };
        var into = new Option<DirectoryInfo>("--into") { Description = "The folder that holds playbooks. Default: playbooks.", DefaultValueFactory = _ => new("playbooks") };
        var command = new Command("new", "Makes a playbook with a recording that exercises it.") { name, kind, into };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(name), parsed.GetValue(kind), parsed.GetRequiredValue(into), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(string name, IncidentKind kind, DirectoryInfo into, TextWriter output)
    {
        if (!IncidentId.IsValid(name))
        {
            throw new CliFailure(ExitCodes.Usage, $"'{name}' is not a playbook name; use lower-case letters, digits and dashes.");
        }

        var folder = Path.Combine(into.FullName, name);
        if (Directory.Exists(folder))
        {
            throw new CliFailure(ExitCodes.Usage, $"{folder} is there already; choose another name, or edit what is there.");
        }

        Directory.CreateDirectory(Path.Combine(folder, "recordings"));
        File.WriteAllText(Path.Combine(folder, name + ".csx"), Template.Script(name, kind));
        File.WriteAllText(Path.Combine(folder, "recordings", "first.alert.json"), Template.Alert(name, kind).ToJsonString(IrJson.Indented) + "\n");
        File.WriteAllText(Path.Combine(folder, "omnisharp.json"), Template.EditorSettings);
        File.WriteAllText(Path.Combine(folder, "playbook.rsp"), Template.EditorReferences(AppContext.BaseDirectory));
        output.WriteLine($"Made {folder}; try it with: ir drill {Path.GetRelativePath(Environment.CurrentDirectory, folder)}");
        return ExitCodes.Done;
    }
}

/// <summary>Incident types as the command line spells them.</summary>
internal static class Kinds
{
    public static string Name(IncidentKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    public static IncidentKind Parse(string? text, Action<string> wrong)
    {
        foreach (var kind in Enum.GetValues<IncidentKind>())
        {
            if (string.Equals(Name(kind), text, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        wrong($"'{text}' is not an incident type; write credential-compromise, malware, data-exfiltration or unauthorized-access.");
        return default;
    }
}
