using System.Collections.Immutable;
using IrSdk.Resolution;
using IrSdk.Runtime;

namespace IrSdk.Connectors.Tests;

/// <summary>Tells receivers as a run would, one notice at a time.</summary>
public sealed class Told(Func<Provider, Provider> addTo)
{
    public static readonly AccountId Account = new("111122223333");

    private readonly Provider provider = addTo(new("told", new Nobody()));
    private int number;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Notice Notice(string title = "access key of deploy-bot assumed 14 roles", string fact = "Done: revoke key: verified (2 policies).", bool isOver = false) => new($"{title}: contained in 4 s, no gaps", [], "inc-1/page")
    {
        Incident = new("inc-1"),
        Playbook = "credential-compromise",
        Alert = new(title, "guardduty", IncidentKind.CredentialCompromise, new(92), Severity.High, new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero), Account, "us-east-1") { Techniques = ["T1078.004"] },
        Resources = [new("access-key", "AKIAIOSFODNN7EXAMPLE", Account, ResourceId.Global, Involvement.Suspect) { FoundBy = "named by the alert" }],
        Facts = [.. Enum.GetValues<FactKind>().Select(kind => new NoticedFact(kind, kind == FactKind.Done ? fact : $"{kind} it is."))],
        IncidentLink = new("https://ir.example/incidents/inc-1"),
        ApproveLink = new("https://ir.example/incidents/inc-1/approve?plan=abc"),
        Link = "https://tickets.example/7",
        IsOver = isOver,
    };

    public Task<StepResult> PageAsync(Notice notice) => TellAsync(new PageOnCall(new Account(Account)), notice);

    public Task<StepResult> OpenAsync(Notice notice) => TellAsync(new OpenTicket(new Account(Account)), notice);

    public Task<StepResult> PostAsync(Notice notice, string channel = "incidents") => TellAsync(new PostToChannel(new Account(Account), channel), notice);

    public Task<StepResult> TellAsync(NotifyingAction action, Notice notice, string? key = null) =>
        provider.HandlerOf(action)!.ExecuteAsync(action, Context(notice, key ?? $"inc-1/1/{++number}"), Token);

    public Task<Reconciliation> LookAsync(NotifyingAction action, Notice notice, string key) => provider.HandlerOf(action)!.ReconcileAsync(action, Context(notice, key), Token);

    private static StepContext Context(Notice notice, string key) => new()
    {
        Incident = new("inc-1"),
        Step = "step",
        Key = key,
        Attempt = 1,
        Deadline = TimeProvider.System.GetUtcNow().AddSeconds(20),
        Time = TimeProvider.System,
        Notice = notice,
    };

    private sealed class Nobody : IAccountDirectory
    {
        public ValueTask<Resource?> DescribeAsync(Resource resource, CancellationToken cancellationToken) => new(resource);

        public ValueTask<ImmutableArray<Resource>> RelatedAsync(Resource resource, Relation relation, TimeWindow window, CancellationToken cancellationToken) => new([]);
    }
}
