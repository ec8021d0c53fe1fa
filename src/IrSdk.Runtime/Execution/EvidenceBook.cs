using System.Collections.Immutable;
using IrSdk.Planning;

namespace IrSdk.Runtime;

/// <summary>What the journal says of an incident's evidence.</summary>
internal sealed class EvidenceBook
{
    private readonly List<EvidenceRecord> records = [];
    private readonly Dictionary<Evidence, Dictionary<ResourceId, EvidenceRecord>> latest = [];
    private readonly Dictionary<(Evidence, ResourceId), EvidenceGap> gaps = [];

    /// <summary>Every record, oldest first.</summary>
    public ImmutableArray<EvidenceRecord> Records => [.. records];

    /// <summary>The gaps that are open, in the order in which they opened.</summary>
    public IEnumerable<EvidenceGap> Gaps => gaps.Values;

    public void Add(EvidenceRecord record)
    {
        Keep(record);
        if (record.IsSettled)
        {
            gaps.Remove((record.Kind, record.Resource));
        }
    }

    public void Open(EvidenceGap gap, DateTimeOffset at)
    {
        gaps[(gap.Kind, gap.Resource)] = gap;
        Keep(new(gap.Kind, gap.Resource, EvidenceStatus.Gap, at) { Detail = gap.Reason });
    }

    public void Close(EvidenceClosed closed) => gaps.Remove((closed.Kind, closed.Resource));

    public bool IsOpen(Evidence kind, ResourceId resource) => gaps.ContainsKey((kind, resource));

    /// <summary>Whether a step opened the gap.</summary>
    public bool IsOpenBy(StepState step, Evidence kind) =>
        gaps.TryGetValue((kind, step.Step.Action.Resource.Id), out var gap) && gap.Plan == step.Plan.Number && gap.Step == step.Step.Id;

    /// <summary>Whether what a step would disturb is out of danger, on its resource or on one that covers it.</summary>
    public bool IsSettled(Disturbance one) => latest.TryGetValue(one.Kind, out var ofKind)
        && ofKind.Values.Any(last => last.IsSettled && Scope.Covers(last.Resource, one.Resource)
            && (one.Resource.ChangedAt is not { } changed || last.AsOf >= changed));

    /// <summary>The open gaps that stand where a step's evidence should be.</summary>
    public IEnumerable<EvidenceGap> GapsOf(Disturbance one) =>
        gaps.Values.Where(gap => gap.Kind == one.Kind && Scope.Covers(gap.Resource, one.Resource));

    private void Keep(EvidenceRecord record)
    {
        records.Add(record);
        if (!latest.TryGetValue(record.Kind, out var ofKind))
        {
            latest[record.Kind] = ofKind = [];
        }

        ofKind[record.Resource] = record;
    }
}
