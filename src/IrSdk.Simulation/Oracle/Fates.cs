using System.Collections.Immutable;

namespace IrSdk.Simulation;

/// <summary>Follows each piece of evidence in the account, the incident's or not, through the world's changes.</summary>
internal sealed class Fates
{
    private readonly AccountState replayed;
    private readonly Captures captures;
    private readonly Testimony said;
    private readonly HashSet<EvidenceItem> known = [];
    private readonly List<EvidenceItem> existed = [];
    private readonly HashSet<(EvidenceItem Item, string Copy)> vault = [];
    private readonly HashSet<EvidenceItem> destroyed = [];
    private readonly List<EvidenceLoss> lost = [];

    /// <param name="replayed">The world at the time of the alert, to be changed step by step.</param>
    /// <param name="captures">The attempts to secure evidence.</param>
    /// <param name="said">What the responder said.</param>
    public Fates(AccountState replayed, Captures captures, Testimony said)
    {
        (this.replayed, this.captures, this.said) = (replayed, captures, said);
        Meet(replayed.All<SimulatedResource>());
    }

    /// <summary>All that existed at the time of the alert or came into being since, in that order.</summary>
    public IReadOnlyList<EvidenceItem> Existed => existed;

    /// <summary>What is gone, in the order in which it went.</summary>
    public IReadOnlyList<EvidenceLoss> Lost => lost;

    /// <summary>Whether it is in the vault, or where nobody can delete it.</summary>
    public bool IsSecured(EvidenceItem item) =>
        vault.Any(copy => copy.Item == item) || replayed.Find(item.Resource) is SimulatedTrail { Immutable: true };

    /// <summary>The resource as its provider describes it now.</summary>
    public Resource Describe(EvidenceItem item) => replayed.Find(item.Resource)!.Describe();

    /// <summary>Looks at what a change is about to destroy.</summary>
    public void Before(WorldChange change)
    {
        foreach (var after in change.Items.OfType<SimulatedResource>())
        {
            var gone = after.Lost & ~(replayed.Find(after.Id)?.Lost ?? Evidence.None);
            foreach (var item in gone.Kinds().Select(kind => new EvidenceItem(kind, after.Id)).Where(known.Contains))
            {
                destroyed.Add(item);
                if (!IsSecured(item))
                {
                    lost.Add(new(item.Kind, item.Resource, CauseOf(item, change), change.At, change.What));
                }
            }
        }
    }

    /// <summary>Looks at what a change brought into being, put into the vault, or showed to be unusable.</summary>
    public void After(WorldChange change)
    {
        Meet(change.Items.OfType<SimulatedResource>());
        foreach (var copy in change.Items.OfType<VaultItem>())
        {
            foreach (var item in copy.Covers.Select(resource => new EvidenceItem(copy.Record.Kind, resource)))
            {
                if (copy.State != VaultState.Failed)
                {
                    vault.Add((item, copy.Key));
                }
                else if (vault.Remove((item, copy.Key)) && destroyed.Contains(item) && !IsSecured(item))
                {
                    lost.Add(new(item.Kind, item.Resource, LossCause.Failure, change.At, change.What));
                }
            }
        }
    }

    private void Meet(IEnumerable<SimulatedResource> resources) => existed.AddRange(
        from resource in resources
        from kind in (resource.Kinds & ~resource.Lost).Kinds()
        let item = new EvidenceItem(kind, resource.Id)
        where known.Add(item)
        select item);

    private LossCause CauseOf(EvidenceItem item, WorldChange change)
    {
        // The audit log that goes because our containment tipped the intruder off could have been exported first.
        if (change is { By: Actor.Adversary } && (change.ProvokedBy is null || item.Kind != Evidence.ApiActivity))
        {
            return LossCause.Adversary;
        }

        var resource = Describe(item);
        return captures.WereGivenUp(item.Kind, resource, change) ? LossCause.Failure
            : said.Waived.Any(one => one.Kind == item.Kind && Scope.Covers(one.Resource, resource)) ? LossCause.Waived
            : LossCause.Response;
    }
}
