namespace IrSdk.Host.Settings;

/// <summary>How the host stops.</summary>
public sealed class StopSettings
{
    /// <summary>How long steps that are under way may take to end once the host is asked to stop; what has not ended by then is left to the next start. Default: 20 seconds.</summary>
    public TimeSpan Within { get; set; } = TimeSpan.FromSeconds(20);
}

/// <summary>How the log is written.</summary>
public sealed class LogSettings
{
    /// <summary>Whether each entry is one JSON document on a line, with its scopes, instead of a line of text. Default: false.</summary>
    public bool Json { get; set; }
}

/// <summary>Where traces and metrics go.</summary>
public sealed class TelemetrySettings
{
    /// <summary>The address of an OpenTelemetry collector. Null: nowhere, unless the environment says where (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>).</summary>
    public Uri? Otlp { get; set; }

    /// <summary>How the collector is spoken to: <c>grpc</c> (usually port 4317) or <c>http/protobuf</c> (usually port 4318). Default: grpc.</summary>
    public string Protocol { get; set; } = "grpc";
}

/// <summary>Copies of the journal.</summary>
public sealed class BackupSettings
{
    /// <summary>The folder that copies are made in; another disk than the journal's. Null: none is made.</summary>
    public string? Folder { get; set; }

    /// <summary>How often one is made. Default: a day.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How many are kept; older ones are removed. Default: 14.</summary>
    public int Keep { get; set; } = 14;
}

/// <summary>What is removed when it is old. Evidence in a bucket never is: its own lock says how long it stays.</summary>
public sealed class RetentionSettings
{
    /// <summary>
    /// For how long the journal keeps what it says of an incident after its end, and of an alert that was set aside; the chain itself stays for
    /// ever and verifies, and so does what would take back a containment that stands. Simulated accounts and compiled scripts of that age
    /// go too. Null: for ever.
    /// </summary>
    public TimeSpan? Payloads { get; set; }
}

/// <summary>An outside monitor that notices when nothing comes any more.</summary>
public sealed class HeartbeatSettings
{
    /// <summary>The address that is asked (GET) while the host is able to work. Null: none.</summary>
    public Uri? Address { get; set; }

    /// <summary>How often. Default: a minute.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromMinutes(1);
}
