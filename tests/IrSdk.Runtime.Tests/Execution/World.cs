using System.Collections.Immutable;
using System.Text.Json;
using IrSdk.Resolution;

namespace IrSdk.Runtime.Tests;

/// <summary>A small world with real handlers over its state: what was done stays done, whoever asks.</summary>
internal sealed class World : IAccountDirectory
{
    private readonly VirtualClock clock;
    private readonly int thread = Environment.CurrentManagedThreadId;

    public World(VirtualClock clock)
    {
        this.clock = clock;
        Provider = new Provider("world", this);
        Handle<SnapshotVolumes>();
        Handle<CaptureProcesses>();
        Handle<ExportNetworkFlows>();
        Handle<ExportApiActivity>();
        Handle<CaptureIdentity>();
        Handle<RevokeAccessKey>();
        Handle<RevokeSessions>();
        Handle<RequireMfa>();
        Handle<QuarantineInstance>();
        Handle<TerminateInstance>();
        Handle<ReactivateAccessKey>();
        Handle<AllowSessions>();
        Handle<ReleaseInstance>();
        Handle<RestoreVolumeProtections>();
        Handle<OpenTicket>();
        Handle<PageOnCall>();
    }

    public Provider Provider { get; }

    /// <summary>How long an action takes.</summary>
    public Dictionary<string, TimeSpan> Latency { get; } = [];

    /// <summary>What goes wrong: called before an action acts; may throw.</summary>
    public Dictionary<string, Action<StepContext>> Fault { get; } = [];

    /// <summary>What goes wrong after an action has acted.</summary>
    public Dictionary<string, Action<StepContext>> LostAnswer { get; } = [];

    /// <summary>What goes wrong after an action has kept the state before and has done half of its work.</summary>
    public Dictionary<string, Action<StepContext>> HalfWay { get; } = [];

    public Dictionary<string, string> CompletionFailure { get; } = [];

    /// <summary>When what goes on after an action is complete. Default: at once.</summary>
    public Dictionary<string, DateTimeOffset> CompleteAt { get; } = [];

    public string? Drift { get; set; }

    /// <summary>Every effect, once each, in order: the action's name.</summary>
    public List<(string Action, string Key, DateTimeOffset At)> Effects { get; } = [];

    public List<(string Action, DateTimeOffset At)> Calls { get; } = [];

    public List<JsonElement?> Restored { get; } = [];

    public List<Notice> Pages { get; } = [];

    public Action<string, StepContext>? OnCall { get; set; }

    /// <summary>Effects doubled for one key: must stay empty.</summary>
    public List<string> Doubled { get; } = [];

    public ValueTask<Resource?> DescribeAsync(Resource resource, CancellationToken cancellationToken) => new(resource);

    public ValueTask<ImmutableArray<Resource>> RelatedAsync(Resource resource, Relation relation, TimeWindow window, CancellationToken cancellationToken) => new([]);

    public DateTimeOffset At(string action) => Effects.Single(effect => effect.Action == action).At;

    private void Handle<T>()
        where T : ResponseAction => Provider.Handle(new Handler<T>(this));

    private sealed class Handler<T>(World world) : IActionHandler<T>
        where T : ResponseAction
    {
        private readonly string name = ActionEffects.Of(typeof(T)).Name;

        public async Task<StepResult> ExecuteAsync(T action, StepContext context, CancellationToken cancellationToken)
        {
            Environment.CurrentManagedThreadId.Should().Be(world.thread, "a drill stays on its thread");
            world.Calls.Add((name, world.clock.GetUtcNow()));
            world.OnCall?.Invoke(name, context);
            if (world.Latency.TryGetValue(name, out var latency))
            {
                await Task.Delay(latency, world.clock, cancellationToken);
            }

            if (world.Fault.TryGetValue(name, out var fault))
            {
                fault(context);
            }

            if (action is ContainingAction)
            {
                var before = context.PriorState ?? Before(action, context.Attempt);
                await context.KeepPriorStateAsync(before, cancellationToken);
                context.PriorState!.Value.GetRawText().Should().Be(before.GetRawText());
            }

            if (world.HalfWay.TryGetValue(name, out var halfWay))
            {
                halfWay(context);
            }

            if (!world.Effects.Exists(effect => effect.Key == context.Key))
            {
                world.Effects.Add((name, context.Key, world.clock.GetUtcNow()));
            }
            else if (action is not NotifyingAction)
            {
                world.Doubled.Add(context.Key);
            }

            if (context.Notice is { } notice && action is PageOnCall)
            {
                world.Pages.Add(notice);
            }

            if (action is RestoringAction)
            {
                world.Restored.Add(context.PriorState);
            }

            if (world.LostAnswer.TryGetValue(name, out var lost))
            {
                lost(context);
            }

            return Result(action);
        }

        public Task<Reconciliation> ReconcileAsync(T action, StepContext context, CancellationToken cancellationToken) =>
            Task.FromResult(world.Effects.Exists(effect => effect.Key == context.Key) ? Reconciliation.Done(Result(action)) : Reconciliation.NotDone);

        public DateTimeOffset? CompleteNotBefore(T action, StepResult result) => world.CompleteAt.TryGetValue(name, out var at) ? at : null;

        public async Task<Completion> CompleteAsync(T action, StepResult result, StepContext context, CancellationToken cancellationToken)
        {
            if (CompleteNotBefore(action, result) is { } at && at > world.clock.GetUtcNow())
            {
                await Task.Delay(at - world.clock.GetUtcNow(), world.clock, cancellationToken);
            }

            return world.CompletionFailure.TryGetValue(name, out var failure) ? Completion.Failed(failure) : Completion.Done;
        }

        public Task<Holding> CheckHoldingAsync(T action, StepResult result, StepContext context, CancellationToken cancellationToken) =>
            Task.FromResult(world.Drift is { } drift ? Holding.Drifted(drift) : Holding.Holds);

        private static JsonElement Before(T action, int attempt) => JsonSerializer.SerializeToElement(new { before = action.Resource.Id.Name, attempt });

        private StepResult Result(T action) => new()
        {
            Detail = "ok",
            Evidence =
            [
                .. (ActionEffects.Of(action).Preserves & Scope.EvidenceOf(action.Resource)).Kinds()
                    .Select(kind => new EvidenceRecord(kind, action.Resource.Id, EvidenceStatus.Secured, world.clock.GetUtcNow())),
            ],
            Proof = action is ContainingAction ? Proof.Verified : null,
            Reference = action is NotifyingAction ? $"SIM-{name}" : null,
            Link = action is OpenTicket ? "https://tickets.example/SIM-1" : null,
            Breaks = action is RevokeAccessKey ? ["billing-batch uses this key"] : [],
        };
    }
}
