namespace IrSdk.Host.Settings;

/// <summary>What is wrong with the settings of operations.</summary>
internal static class OperationMistakes
{
    public static IEnumerable<string> Of(HostSettings settings)
    {
        (string Name, TimeSpan Value, TimeSpan Least, TimeSpan Most)[] times =
        [
            ("Stop:Within", settings.Stop.Within, TimeSpan.Zero, TimeSpan.FromHours(1)),
            ("Backup:Every", settings.Backup.Every, TimeSpan.FromSeconds(1), TimeSpan.FromDays(40)),
            ("Heartbeat:Every", settings.Heartbeat.Every, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
            ("Retention:Payloads", settings.Retention.Payloads ?? TimeSpan.FromDays(1), TimeSpan.FromDays(1), TimeSpan.MaxValue),
        ];
        foreach (var (name, value, least, most) in times.Where(one => one.Value < one.Least || one.Value > one.Most))
        {
            yield return value < least ? $"{name} is {value}; write at least {least}." : $"{name} is {value}; write at most {most}.";
        }

        if (settings.Backup.Keep < 1)
        {
            yield return $"Backup:Keep is {settings.Backup.Keep}; write at least 1.";
        }

        if (settings.Backup.Folder is { } folder && !Directory.Exists(folder))
        {
            yield return $"Backup:Folder is {folder}, which is not there; make it, on another disk than the journal's.";
        }

        if (settings.Telemetry.Protocol is not ("grpc" or "http/protobuf"))
        {
            yield return $"Telemetry:Protocol is '{settings.Telemetry.Protocol}'; write grpc or http/protobuf.";
        }

        foreach (var (name, address) in new[] { ("Telemetry:Otlp", settings.Telemetry.Otlp), ("Heartbeat:Address", settings.Heartbeat.Address) })
        {
            if (address is not null && (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https")))
            {
                yield return $"{name} is no http or https address; write one in full.";
            }
        }
    }
}
