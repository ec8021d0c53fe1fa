using System.Collections.Immutable;

namespace IrSdk.Host.Settings;

/// <summary>The host's configuration: the section <c>IrSdk</c> of <c>appsettings.json</c>, of the file that <c>--settings</c> names, and of the environment.</summary>
public sealed class HostSettings
{
    /// <summary>The section that holds it.</summary>
    public const string Section = "IrSdk";

    /// <summary>The folder of the journal and of everything else that is kept. Default: <c>data</c> in the working folder.</summary>
    public string Data { get; set; } = "data";

    /// <summary>The sources file, as <c>ir sync</c> reads it. Default: <c>sources.json</c> in the working folder.</summary>
    public string Sources { get; set; } = "sources.json";

    /// <summary>How often sources are looked at for a newer commit. Default: a minute.</summary>
    public TimeSpan SyncEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The guard rules' file, as <c>ir run --guards</c> reads it. Null: suspects may be contained, up to 100 resources.</summary>
    public string? Guards { get; set; }

    /// <summary>Where actions are done: <c>simulated</c> or <c>aws</c>. Default: simulated.</summary>
    public string Provider { get; set; } = "simulated";

    /// <summary>With provider <c>aws</c>: its options' file, as <c>ir run --aws</c> reads it.</summary>
    public string? Aws { get; set; }

    /// <summary>With provider <c>simulated</c>: how slow the account is, in percent of a real one. Default: 100.</summary>
    public int Latency { get; set; } = 100;

    /// <summary>How long containments are checked after containment. Default: 4 hours.</summary>
    public TimeSpan HoldFor { get; set; } = TimeSpan.FromHours(4);

    /// <summary>How long an approval lasts. Default: 30 minutes.</summary>
    public TimeSpan ApprovalsLast { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How often each playbook must be drilled. Default: 90 days.</summary>
    public TimeSpan DrillEvery { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How alerts are taken.</summary>
    public AlertSettings Alerts { get; set; } = new();

    /// <summary>Which alerts are responded to, and by which playbook.</summary>
    public TriageSettings Triage { get; set; } = new();

    /// <summary>Who may do what. Default: whoever opens the link that is printed at start, from this machine only.</summary>
    public AccessSettings Access { get; set; } = new();

    /// <summary>Who is told. Default: nobody but the page; a simulated account keeps its own tickets and pages.</summary>
    public TellSettings Tell { get; set; } = new();

    /// <summary>Relative paths start at the folder that the host runs in.</summary>
    internal void Root(string folder)
    {
        Data = Path.GetFullPath(Data, folder);
        Sources = Path.GetFullPath(Sources, folder);
        Guards = Guards is null ? null : Path.GetFullPath(Guards, folder);
        Aws = Aws is null ? null : Path.GetFullPath(Aws, folder);
        Alerts.Folder = Alerts.Folder is null ? null : Path.GetFullPath(Alerts.Folder, folder);
        Tell.Root(folder);
        Access.ClientSecretFile = Access.ClientSecretFile is null ? null : Path.GetFullPath(Access.ClientSecretFile, folder);
        foreach (var (id, file) in Alerts.Keys.ToList())
        {
            Alerts.Keys[id] = Path.GetFullPath(file, folder);
        }
    }
}

/// <summary>How alerts are taken.</summary>
public sealed class AlertSettings
{
    /// <summary>
    /// The keys that senders sign with, by their id; each the path of a file that holds at least 32 bytes. Default: one named
    /// <c>local</c>, made in the data folder at the first start.
    /// </summary>
    public Dictionary<string, string> Keys { get; } = [];

    /// <summary>How far a request's time may be from the host's. Default: 5 minutes.</summary>
    public TimeSpan ReplayWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many requests a key may make in a minute. Default: 6,000.</summary>
    public int PerMinute { get; set; } = 6000;

    /// <summary>A folder whose files are taken as alerts, for senders on the same machine. Null: none.</summary>
    public string? Folder { get; set; }

    /// <summary>A queue of Amazon SQS whose messages are taken as alerts. Null: none.</summary>
    public QueueSettings? Queue { get; set; }
}

/// <summary>Which alerts are responded to, and by which playbook.</summary>
public sealed class TriageSettings
{
    /// <summary>The least confidence of an alert that is responded to; others are set aside for a human. 0 to 100. Default: 40.</summary>
    public int RespondFrom { get; set; } = 40;

    /// <summary>For how long after its last alert an ended incident still takes the same alert as its own. Default: an hour.</summary>
    public TimeSpan JoinWithin { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The playbook of an incident type, as <c>SOURCE:NAME</c>. Default: the first one in the order of the sources that handles the type.</summary>
    public Dictionary<string, string> Playbooks { get; } = [];
}
