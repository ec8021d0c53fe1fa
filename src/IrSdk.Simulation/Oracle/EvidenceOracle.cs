using System.Collections.Immutable;

namespace IrSdk.Simulation;

/// <summary>
/// Knows from the world's changes, and not from any plan, which evidence existed at the time of the alert, what of it is
/// safe, and who destroyed the rest.
/// </summary>
/// <remarks>
/// Blame: what a response's change destroys is the response's, unless securing it had been tried and given up before: its gap
/// had been admitted or, of a responder who says nothing, its capture had failed for good. What the intruder destroys is the intruder's; but the audit log that it
/// deletes because our containment tipped it off is judged as if the containment had deleted it.
/// </remarks>
public sealed class EvidenceOracle
{
    private readonly AccountState world;
    private readonly DateTimeOffset alertAt;
    private readonly ImmutableSortedDictionary<string, WorldItem> before;
    private readonly long changesBefore;
    private readonly ImmutableHashSet<ResourceId> scope;
    private readonly ImmutableArray<EvidenceItem> atAlert;

    /// <summary>Looks at the world at the time of the alert.</summary>
    /// <param name="world">The world.</param>
    /// <param name="scope">The incident's resources; the account's audit log is always among them.</param>
    /// <param name="alertAt">When the alert was accepted, in UTC.</param>
    public EvidenceOracle(AccountState world, IEnumerable<ResourceId> scope, DateTimeOffset alertAt)
    {
        ArgumentNullException.ThrowIfNull(world);
        this.world = world;
        this.alertAt = alertAt;
        before = world.Items;
        changesBefore = world.Changes.Length;
        this.scope = [.. scope, .. world.All<SimulatedTrail>().Select(trail => trail.Id)];
        atAlert = [.. new Fates(world.At(before), new([], null), new()).Existed];
    }

    /// <summary>Judges by what has happened since.</summary>
    /// <param name="said">What the responder said of the evidence. Null: nothing, and it is not held against the world.</param>
    public OracleVerdict Judge(Testimony? said = null)
    {
        var replayed = world.At(before);
        var changes = world.Changes.Where(change => change.Sequence > changesBefore).ToImmutableArray();
        var captures = new Captures(world.Attempts, said);
        var fates = new Fates(replayed, captures, said ?? new());
        var contained = new Since(alertAt, () => Suspects(replayed).Any(one => Footholds.Works(replayed, one)));
        var gone = new Since(alertAt, () => Footholds.Working(replayed).Any());
        foreach (var change in changes)
        {
            fates.Before(change);
            replayed.Replay(change);
            fates.After(change);
            contained.Look(change.At);
            gone.Look(change.At);
        }

        var moves = changes.Count(change => change.IsLateralMove);
        var reached = scope.Union(world.Attempts.Select(attempt => attempt.Action.Resource.Id));
        ImmutableArray<EvidenceItem> existed = [.. fates.Existed.Where(item => reached.Contains(item.Resource))];
        var reckoning = new Reckoning(fates, captures, existed, atAlert, said ?? new());
        return new()
        {
            Existed = existed,
            Secured = [.. existed.Where(fates.IsSecured)],
            Lost = [.. fates.Lost.Where(loss => reached.Contains(loss.Resource))],
            Unsecured = reckoning.Unsecured,
            Discrepancies = said is null ? [] : [.. reckoning.Discrepancies()],
            MovesHappened = moves,
            MovesPrevented = Math.Max(0, world.Scenario.Adversary.Moves - moves),
            TimeToContain = contained.Ended,
            Dwell = gone.Ended,
        };
    }

    private IEnumerable<SimulatedResource> Suspects(AccountState now) => before.Values.OfType<SimulatedResource>()
        .Where(one => one.Held && scope.Contains(one.Id)).Select(one => now.Find(one.Id)).OfType<SimulatedResource>();

    /// <summary>Since when something has ended for good.</summary>
    private sealed class Since(DateTimeOffset alertAt, Func<bool> goesOn)
    {
        private bool going = goesOn();

        public TimeSpan? Ended { get; private set; }

        public void Look(DateTimeOffset at)
        {
            var now = goesOn();
            Ended = (going, now) switch
            {
                (_, true) => null,
                (true, false) => at - alertAt,
                _ => Ended,
            };
            going = now;
        }
    }
}
