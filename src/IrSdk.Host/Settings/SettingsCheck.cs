using IrSdk.Aws;
using IrSdk.Host.Playbooks;
using IrSdk.Runtime;
using IrSdk.Scripting;

namespace IrSdk.Host.Settings;

/// <summary>Finds what is wrong with the settings before anything starts: one sentence a mistake, all of them at once.</summary>
internal static class SettingsCheck
{
    public static IEnumerable<string> Mistakes(HostSettings settings)
    {
        foreach (var mistake in Ranges(settings).Concat(Triage(settings.Triage)))
        {
            yield return mistake;
        }

        if (settings.Provider is not ("simulated" or "aws"))
        {
            yield return $"Provider is '{settings.Provider}'; write simulated or aws.";
        }

        foreach (var mistake in Aws(settings).Concat(settings.Alerts.Queue?.Mistakes ?? []))
        {
            yield return mistake;
        }

        if (Tried(() => SourcesFile.Read(settings.Sources)) is { } sources)
        {
            yield return sources;
        }

        if (settings.Guards is { } guards && Tried(() => GuardRules.Read(guards)) is { } rules)
        {
            yield return rules;
        }

        foreach (var (id, file) in settings.Alerts.Keys.Where(key => !File.Exists(key.Value)))
        {
            yield return $"Alerts:Keys:{id} names {file}, which is not there; write the key into it.";
        }

        if (settings.Alerts.Folder is { } folder && !Directory.Exists(folder))
        {
            yield return $"Alerts:Folder is {folder}, which is not there; make it.";
        }
    }

    private static IEnumerable<string> Ranges(HostSettings settings)
    {
        (string Name, TimeSpan Value, TimeSpan Least)[] times =
        [
            ("SyncEvery", settings.SyncEvery, TimeSpan.FromSeconds(1)),
            ("HoldFor", settings.HoldFor, TimeSpan.Zero),
            ("ApprovalsLast", settings.ApprovalsLast, TimeSpan.FromMinutes(1)),
            ("DrillEvery", settings.DrillEvery, TimeSpan.FromMinutes(1)),
            ("Alerts:ReplayWindow", settings.Alerts.ReplayWindow, TimeSpan.FromSeconds(1)),
            ("Triage:JoinWithin", settings.Triage.JoinWithin, TimeSpan.Zero),
        ];
        foreach (var (name, value, least) in times.Where(one => one.Value < one.Least))
        {
            yield return $"{name} is {value}; write at least {least}.";
        }

        if (settings.Latency is < 0 or > 10_000)
        {
            yield return $"Latency is {settings.Latency}; write a percentage from 0 to 10000.";
        }

        if (settings.Alerts.PerMinute < 1)
        {
            yield return $"Alerts:PerMinute is {settings.Alerts.PerMinute}; write at least 1.";
        }
    }

    private static IEnumerable<string> Triage(TriageSettings triage)
    {
        if (triage.RespondFrom is < 0 or > 100)
        {
            yield return $"Triage:RespondFrom is {triage.RespondFrom}; write a confidence from 0 to 100.";
        }

        var kinds = Enum.GetValues<IncidentKind>().Select(Kinds.Name).ToList();
        foreach (var kind in triage.Playbooks.Keys.Where(kind => !kinds.Contains(kind)))
        {
            yield return $"Triage:Playbooks names '{kind}', which is no incident type; write {string.Join(", ", kinds)}.";
        }

        foreach (var (kind, choice) in triage.Playbooks.Where(one => one.Value.Split(':') is not [{ Length: > 0 }, { Length: > 0 }]))
        {
            yield return $"Triage:Playbooks:{kind} is '{choice}'; write SOURCE:NAME.";
        }
    }

    private static IEnumerable<string> Aws(HostSettings settings)
    {
        if (settings is { Provider: "aws", Aws: null })
        {
            yield return "Provider is aws and Aws names no file; name the file of the AWS options, as ir run --aws reads it.";
        }
        else if (settings is { Provider: "aws", Aws: { } file } && Tried(() => AwsFile.Read(file)) is { } mistake)
        {
            yield return mistake;
        }
    }

    private static string? Tried(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (InvalidDataException wrong)
        {
            return wrong.Message;
        }
    }
}
