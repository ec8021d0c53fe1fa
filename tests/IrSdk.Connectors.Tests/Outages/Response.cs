using System.Collections.Immutable;
using System.Text.Json;
using IrSdk.Resolution;
using IrSdk.Runtime;
using IrSdk.Runtime.Tests;
using static IrSdk.First;

namespace IrSdk.Connectors.Tests;

/// <summary>A response to one incident whose receivers are real connectors.</summary>
internal sealed class Response : IAccountDirectory
{
    private static readonly AccountId Account = new("111122223333");

    public Response()
    {
        Journal = new(Clock);
        Provider = new("world", this);
        Provider.Handle(new Step<CaptureIdentity>(Clock)).Handle(new Step<ExportApiActivity>(Clock)).Handle(new Step<RevokeAccessKey>(Clock));
    }

    public SkippingClock Clock { get; } = new();

    public InMemoryJournal Journal { get; }

    public Provider Provider { get; }

    private static Playbook Playbook { get; } = Playbook.Named("credential-compromise").Handles(IncidentKind.CredentialCompromise).Against("T1078.004").ContainWithin(5.Minutes())
        .Respond(Preserve.Identity().And.ApiActivity(last: 72.Hours()).Then.RevokeKeys().Then.OpenTicket().And.PageOnCall().And.Post("incidents"));

    /// <summary>Adds a connector.</summary>
    public void Tell<TAction>(Func<Provider, Provider> addTo, string name, TAction action)
        where TAction : NotifyingAction => Provider.Tell(name, new OneAction<TAction>(addTo(new("alone", this)).HandlerOf(action)!));

    /// <summary>Runs it to its end.</summary>
    public async Task<RunReport> RunAsync(IReadOnlyList<StubServer> servers, CancellationToken cancellationToken)
    {
        using var asked = new AskedServers([.. servers.Select(server => server.Port)]);
        var responder = new Responder(Provider, Journal, new()
        {
            Time = Clock,
            NotifyFor = TimeSpan.FromHours(24),

            // Nobody decides anything and nobody else runs it: every look less is a skip of the clock less.
            PollInterval = TimeSpan.FromMinutes(5),
            LeaseDuration = TimeSpan.FromHours(1),
        });
        return await Clock.RunAsync(() => responder.RespondAsync(Playbook, Incident(), null, cancellationToken), () => asked.Count == servers.Sum(server => server.Hanging), cancellationToken);
    }

    public ValueTask<Resource?> DescribeAsync(Resource resource, CancellationToken cancellationToken) => new(resource);

    public ValueTask<ImmutableArray<Resource>> RelatedAsync(Resource resource, Relation relation, TimeWindow window, CancellationToken cancellationToken) => new([]);

    private Incident Incident() => new()
    {
        Id = new("inc-1"),
        Kind = IncidentKind.CredentialCompromise,
        AcceptedAt = Clock.GetUtcNow(),
        Alerts =
        [
            new()
            {
                Id = "a-1", Source = "test", Title = "key stolen", Kind = IncidentKind.CredentialCompromise, Confidence = new(95), Severity = Severity.High,
                FirstSeen = Clock.GetUtcNow(), LastSeen = Clock.GetUtcNow(), Account = Account, Region = "us-east-1", Resources = [], Original = JsonSerializer.SerializeToElement(new { id = "a-1" }),
            },
        ],
        Resources =
        [
            new AccessKey(Account, "AKIAIOSFODNN7EXAMPLE") { UserName = "deploy-bot", Involvement = Involvement.Suspect },
            new Account(Account),
            new IamUser(Account, "deploy-bot") { Involvement = Involvement.Suspect },
        ],
    };

    private sealed class OneAction<TAction>(ActionHandler handler) : IActionHandler<TAction>
        where TAction : NotifyingAction
    {
        public Task<StepResult> ExecuteAsync(TAction action, StepContext context, CancellationToken cancellationToken) => handler.ExecuteAsync(action, context, cancellationToken);

        public Task<Reconciliation> ReconcileAsync(TAction action, StepContext context, CancellationToken cancellationToken) => handler.ReconcileAsync(action, context, cancellationToken);
    }

    private sealed class Step<TAction>(TimeProvider clock) : IActionHandler<TAction>
        where TAction : ResponseAction
    {
        public async Task<StepResult> ExecuteAsync(TAction action, StepContext context, CancellationToken cancellationToken)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), clock, cancellationToken);
            return new()
            {
                Detail = "ok",
                Proof = action is ContainingAction ? Proof.Verified : null,
                Evidence = [.. (ActionEffects.Of(action).Preserves & Scope.EvidenceOf(action.Resource)).Kinds().Select(kind => new EvidenceRecord(kind, action.Resource.Id, EvidenceStatus.Secured, clock.GetUtcNow()))],
            };
        }

        public Task<Reconciliation> ReconcileAsync(TAction action, StepContext context, CancellationToken cancellationToken) => Task.FromResult(Reconciliation.NotDone);
    }
}
