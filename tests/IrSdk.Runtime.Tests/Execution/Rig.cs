using System.Text.Json;
using static IrSdk.First;

namespace IrSdk.Runtime.Tests;

/// <summary>An incident, a playbook, a world and a journal on one virtual clock.</summary>
internal sealed class Rig
{
    public static readonly AccountId Account = new("111122223333");
    public static readonly IncidentId Id = new("inc-1");

    public Rig()
    {
        Clock = new();
        World = new(Clock);
        Journal = new(Clock);
        Options = new() { Time = Clock };
        AcceptedAt = Clock.GetUtcNow();
    }

    public VirtualClock Clock { get; }

    public World World { get; set; }

    public InMemoryJournal Journal { get; set; }

    public ResponderOptions Options { get; set; }

    public DateTimeOffset AcceptedAt { get; }

    public List<StepEvent> Events { get; } = [];

    public static Playbook Playbook { get; } = Playbook.Named("credential-compromise").Handles(IncidentKind.CredentialCompromise)
        .Against("T1078.004").ContainWithin(5.Minutes())
        .Respond(Preserve.Identity().And.ApiActivity(last: 72.Hours()).And.Snapshot().And.Processes().And.NetworkFlows()
            .Then.RevokeKeys().And.RevokeSessions().And.Quarantine()
            .Then.OpenTicket().Then.PageOnCall());

    public static Playbook Irreversible { get; } = Playbook.Named("terminate").Handles(IncidentKind.CredentialCompromise)
        .Against("T1078.004").ContainWithin(1.Hours())
        .Respond(Preserve.ApiActivity(last: 72.Hours()).And.Snapshot().And.Memory().And.Processes().And.NetworkFlows()
            .Without(Evidence.Memory, because: "no agent")
            .Then.Terminate().RequireApproval());

    public Incident Incident(IncidentId? id = null) => new()
    {
        Id = id ?? Id,
        Kind = IncidentKind.CredentialCompromise,
        AcceptedAt = AcceptedAt,
        Alerts =
        [
            new()
            {
                Id = "a-1", Source = "test", Title = "access key of user/deploy-bot assumed 14 roles", Kind = IncidentKind.CredentialCompromise,
                Confidence = new(80), Severity = Severity.High, FirstSeen = AcceptedAt, LastSeen = AcceptedAt, Account = Account, Region = "us-east-1",
                Resources = [], Original = JsonSerializer.SerializeToElement(new { id = "a-1" }),
            },
        ],
        Resources =
        [
            new AccessKey(Account, "AKIAIOSFODNN7EXAMPLE") { UserName = "deploy-bot", Involvement = Involvement.Suspect },
            new Account(Account),
            new Instance(Account, "us-east-1", "i-0a1b") { Involvement = Involvement.Suspect, RoleName = "ci" },
            new IamUser(Account, "deploy-bot") { Involvement = Involvement.Suspect },
        ],
    };

    public RunReport Respond(Playbook? playbook = null, IncidentId? id = null)
    {
        var options = Options with { Progress = new Sink(Events) };
        return Clock.Run(() => new Responder(World.Provider, Journal, options).RespondAsync(playbook ?? Playbook, Incident(id), null, CancellationToken.None));
    }

    public RunReport Undo(IncidentId? id = null) =>
        Clock.Run(() => new Responder(World.Provider, Journal, Options).UndoAsync(id ?? Id, "alice", CancellationToken.None));

    public Decisions Decisions => new(Journal, Clock);

    public IEnumerable<string> Kinds => Journal.Records.Select(record => record.Kind);

    public string Status(RunReport report, string step) => report.Steps.Single(one => one.Id.StartsWith(step, StringComparison.Ordinal)).Status.ToString();

    private sealed class Sink(List<StepEvent> events) : IProgress<StepEvent>
    {
        public void Report(StepEvent value) => events.Add(value);
    }
}
