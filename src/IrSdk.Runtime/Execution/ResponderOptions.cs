using IrSdk.Planning;

namespace IrSdk.Runtime;

/// <summary>How incidents are run.</summary>
public sealed record ResponderOptions
{
    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Who runs, as leases say it. Default: <c>ir</c>.</summary>
    public string Owner { get; init; } = "ir";

    /// <summary>How long a lease lasts without renewal. Default: 30 seconds.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long one call of the provider's services may take: what a run that takes over from a silent one waits beyond its lease.
    /// Default: 10 seconds.
    /// </summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What stands between plan and effect. Default: containment of suspects is allowed everywhere.</summary>
    public GuardRules Guards { get; init; } = new();

    /// <summary>The actions that plans may name. Default: the built-in ones.</summary>
    public ActionCatalog Catalog { get; init; } = ActionCatalog.BuiltIn;

    /// <summary>Where the playbook came from; journaled and told. Default: not from a source.</summary>
    public PlaybookOrigin? Origin { get; init; }

    /// <summary>How many rounds an incident may take. Default: 5.</summary>
    public int MaxRounds { get; init; } = 5;

    /// <summary>
    /// Resolves an incident again: called after each round and with each check of the containments. What it adds opens a
    /// round of the playbook's own response. Default: incidents keep the resources that they began with.
    /// </summary>
    public Func<Incident, CancellationToken, Task<Incident>>? Resolve { get; init; }

    /// <summary>How often a step is tried again after a transient failure. Default: 4.</summary>
    public int RetryAttempts { get; init; } = 4;

    /// <summary>The first pause before a retry; each later one is twice as long, up to 10 seconds, with jitter. Default: 200 milliseconds.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Numbers from 0 to 1 that spread retries. Default: always 0.5, no spread.</summary>
    public Func<double> Jitter { get; init; } = static () => 0.5;

    /// <summary>Hears of every step. Default: nobody.</summary>
    public IProgress<StepEvent>? Progress { get; init; }

    /// <summary>Hears of every plan, once it is in the journal. Default: nobody.</summary>
    public IProgress<Plan>? Plans { get; init; }

    /// <summary>Hears, in sentences, what is not a step's: a permission that is missing, what the run still waits for. Default: nobody.</summary>
    public IProgress<string>? Said { get; init; }

    /// <summary>
    /// How long a run goes on telling a receiver that cannot be reached, from its first failure on: after 30 seconds, then twice as
    /// long each time, up to 15 minutes; one that refuses (a wrong token) every 15 minutes. The incident ends no earlier. Default:
    /// zero, a page is tried five times, half a minute apart, and nothing else is tried again.
    /// </summary>
    public TimeSpan NotifyFor { get; init; }

    /// <summary>How much time lies between two updates of one receiver while steps are under way. Default: 5 seconds.</summary>
    public TimeSpan NotifyInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Where people go from a notice. Default: nowhere.</summary>
    public ILinks? Links { get; init; }

    /// <summary>How long containments are checked after containment. Default: not at all.</summary>
    public TimeSpan HoldFor { get; init; }

    /// <summary>How often they are checked at the least; the first checks come after 30 seconds, one minute, two. Default: 5 minutes.</summary>
    public TimeSpan HoldInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often the journal is read for what humans said. Default: 1 second.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a capture's completion is awaited. Default: 1 hour.</summary>
    public TimeSpan CompletionTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Whether a run returns, unfinished, when all that is left waits for a human without a limit (an approval, a thaw).
    /// Default: true; a host that stays up sets it to false.
    /// </summary>
    public bool ReturnWhenWaiting { get; init; } = true;

    /// <summary>
    /// Once it is cancelled, runs begin nothing more: each journals how what is under way ends, gives its lease back and returns,
    /// unfinished, so that another process goes on at once. Default: never.
    /// </summary>
    public CancellationToken HandOver { get; init; }
}
