using System.Collections.Immutable;
using System.Text.Json;
using IrSdk.Runtime;

namespace IrSdk.Simulation.Tests;

/// <summary>A small account, its provider, and a way to call it.</summary>
internal sealed class Rig
{
    public static readonly AccountId AccountId = new("111122223333");
    public const string Region = "us-east-1";
    public static readonly Account Account = new(AccountId);
    public static readonly AccessKey Key = new(AccountId, "AKIAIOSFODNN7EXAMPLE") { UserName = "deploy-bot", Involvement = Involvement.Suspect };
    public static readonly IamUser User = new(AccountId, "deploy-bot");
    public static readonly IamRole Role = new(AccountId, "web-server");
    public static readonly RoleSession Session = new(AccountId, "admin", "intruder") { Involvement = Involvement.Suspect };
    public static readonly Instance Instance = new(AccountId, Region, "i-0a1b") { VpcName = "vpc-0c2d", RoleName = "web-server", Involvement = Involvement.Suspect };
    public static readonly Vpc Vpc = new(AccountId, Region, "vpc-0c2d");
    public static readonly Bucket Bucket = new(AccountId, Region, "reports") { Involvement = Involvement.Target };

    public static Scenario Scenario
    {
        get
        {
            var scenario = IrSdk.Simulation.Scenario.ForIncident([Key, User, Role, Session, Instance, Vpc, Bucket], AccountId, Region);
            return scenario with { Users = [.. scenario.Users.Select(user => user with { Console = true, MfaDevices = ["phone"] })] };
        }
    }

    public Rig(Scenario? scenario = null, FaultPlan? faults = null, int seed = 1, LatencyProfile? latency = null)
    {
        World = new(scenario ?? Scenario);
        Simulated = new(World, Time, seed, latency, faults);
    }

    public VirtualTime Time { get; } = new();

    public AccountState World { get; }

    public SimulatedAccount Simulated { get; }

    public static IEnumerable<TheoryDataRow<string>> Containing() => ContainingActions.Keys.Select(name => new TheoryDataRow<string>(name));

    public static readonly ImmutableSortedDictionary<string, (ContainingAction Action, RestoringAction? Undo)> ContainingActions =
        new (ContainingAction Action, RestoringAction? Undo)[]
        {
            (new RevokeAccessKey(Key), new ReactivateAccessKey(Key)),
            (new RevokeSession(Session), new AllowSession(Session)),
            (new RevokeSessions(Role), new AllowSessions(Role)),
            (new RequireMfa(User), new LiftMfaRequirement(User)),
            (new RemoveConsoleAccess(User), null),
            (new QuarantineInstance(Instance), new ReleaseInstance(Instance)),
            (new BlockEgress(Instance), new AllowEgress(Instance)),
            (new BlockBucketAccess(Bucket), new AllowBucketAccess(Bucket)),
            (new ScanEndpoint(Instance), null),
            (new StopInstance(Instance), null),
            (new TerminateInstance(Instance), null),
        }.ToImmutableSortedDictionary(one => ActionEffects.Of(one.Action).Name, one => one);

    public static readonly ImmutableArray<PreservingAction> PreservingActions =
    [
        new SnapshotVolumes(Instance), new CaptureProcesses(Instance), new CaptureMemory(Instance), new ExportNetworkFlows(Instance),
        new ExportNetworkFlows(Vpc), new ExportApiActivity(Account, TimeSpan.FromHours(72)), new ExportAccessLogs(Bucket),
        new ExportAccessLogs(User), new CaptureIdentity(Key), new CaptureIdentity(User), new CaptureIdentity(Role), new CaptureBucketState(Bucket),
    ];

    public StepContext Context(ResponseAction action, string? key = null, JsonElement? prior = null) => new()
    {
        Incident = new("inc-1"),
        Step = "step",
        Key = key ?? $"inc-1/{ActionEffects.Of(action).Name}/{action.Resource.Id}",
        Attempt = 1,
        Deadline = Time.GetUtcNow() + TimeSpan.FromHours(1),
        Time = Time,
        PriorState = prior,
        Notice = action is NotifyingAction ? new("subject", ["line"], "inc-1") : null,
    };

    public StepResult Do(ResponseAction action, string? key = null, JsonElement? prior = null) =>
        Time.Run(() => Simulated.Provider.HandlerOf(action)!.ExecuteAsync(action, Context(action, key, prior), CancellationToken.None));

    public Reconciliation Reconcile(ResponseAction action, JsonElement? prior = null) =>
        Time.Run(() => Simulated.Provider.HandlerOf(action)!.ReconcileAsync(action, Context(action, prior: prior), CancellationToken.None));

    public Holding Check(ResponseAction action, StepResult result) =>
        Time.Run(() => Simulated.Provider.HandlerOf(action)!.CheckHoldingAsync(action, result, Context(action), CancellationToken.None));

    public Completion Complete(ResponseAction action, StepResult result) =>
        Time.Run(() => Simulated.Provider.HandlerOf(action)!.CompleteAsync(action, result, Context(action), CancellationToken.None));

    public void Wait(TimeSpan span) => Time.Run(() => Task.Delay(span, Time));

    public EvidenceOracle Oracle(params Resource[] scope) => new(World, scope.Select(one => one.Id), Time.GetUtcNow());

    /// <summary>What the account's own resources look like, without the marks that evidence was lost and without unordered noise.</summary>
    public string Resources() => string.Join('\n', World.All<SimulatedResource>()
        .Select(one => JsonSerializer.Serialize<WorldItem>(one with { Lost = Evidence.None }, IrJson.Options)));

    public string Log() => string.Join('\n', World.Changes.Select(one => JsonSerializer.Serialize(one, IrJson.Options)));

    public static Incident Incident(DateTimeOffset at, IncidentKind kind = IncidentKind.CredentialCompromise, params ImmutableArray<Resource> resources) => new()
    {
        Id = new("inc-1"),
        Kind = kind,
        AcceptedAt = at,
        Resources = resources,
        Alerts =
        [
            new()
            {
                Id = "a-1", Source = "test", Title = "An access key is used from elsewhere", Kind = kind, Confidence = new(92), Severity = Severity.High,
                FirstSeen = at, LastSeen = at, Account = AccountId, Region = Region, Resources = resources, Original = JsonSerializer.SerializeToElement(1),
            },
        ],
    };
}
