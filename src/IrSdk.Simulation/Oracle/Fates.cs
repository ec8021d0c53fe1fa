using System.Collections.Immutable;

namespace IrSdk.Simulation;

/// <summary>Follows each piece of evidence through the world's changes.</summary>
internal sealed class Fates(ImmutableArray<EvidenceItem> existed, ImmutableArray<Attempt> attempts, AccountState replayed)
{
    private readonly HashSet<EvidenceItem> vault = [];
    private readonly Dictionary<EvidenceItem, WorldChange> destroyed = [];
    private readonly List<EvidenceLoss> lost = [];

    /// <summary>What is in the vault, or where nobody can delete it.</summary>
    public ImmutableArray<EvidenceItem> Secured =>
        [.. existed.Where(item => vault.Contains(item) || replayed.Find(item.Resource) is SimulatedTrail { Immutable: true })];

    /// <summary>What is gone, in the order in which it went.</summary>
    public ImmutableArray<EvidenceLoss> Lost => [.. lost];

    /// <summary>Looks at what a change is about to destroy.</summary>
    public void Before(WorldChange change)
    {
        foreach (var after in change.Items.OfType<SimulatedResource>())
        {
            var gone = after.Lost & ~(replayed.Find(after.Id)?.Lost ?? Evidence.None);
            foreach (var item in gone.Kinds().Select(kind => new EvidenceItem(kind, after.Id)).Where(item => existed.Contains(item)))
            {
                destroyed[item] = change;
                if (!vault.Contains(item))
                {
                    lost.Add(new(item.Kind, item.Resource, CauseOf(item, change), change.At, change.What));
                }
            }
        }
    }

    /// <summary>Looks at what a change put into the vault, or showed to be unusable.</summary>
    public void After(WorldChange change)
    {
        foreach (var copy in change.Items.OfType<VaultItem>())
        {
            foreach (var item in copy.Covers.Select(resource => new EvidenceItem(copy.Record.Kind, resource)))
            {
                if (copy.State != VaultState.Failed)
                {
                    vault.Add(item);
                }
                else if (vault.Remove(item) && destroyed.ContainsKey(item) && existed.Contains(item))
                {
                    lost.Add(new(item.Kind, item.Resource, LossCause.Failure, change.At, change.What));
                }
            }
        }
    }

    private LossCause CauseOf(EvidenceItem item, WorldChange change) => (change.By, change.ProvokedBy) switch
    {
        (Actor.Adversary, null) => LossCause.Adversary,
        (Actor.Adversary, _) when item.Kind != Evidence.ApiActivity => LossCause.Adversary,
        _ => HadFailed(item, change) ? LossCause.Failure : LossCause.Response,
    };

    private bool HadFailed(EvidenceItem item, WorldChange change) => replayed.Find(item.Resource) is { } resource && attempts.Any(attempt =>
        attempt.Failure is not null
        && attempt.After < change.Sequence
        && attempt.Action is PreservingAction
        && ActionEffects.Of(attempt.Action).Preserves.HasFlag(item.Kind)
        && Scope.Covers(attempt.Action.Resource, resource.Describe()));
}
