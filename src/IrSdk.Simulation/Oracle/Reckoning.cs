using System.Collections.Immutable;

namespace IrSdk.Simulation;

/// <summary>Holds what the responder said at the end against what became of the evidence, one for one.</summary>
internal sealed class Reckoning(Fates fates, Captures captures, ImmutableArray<EvidenceItem> scope, ImmutableArray<EvidenceItem> atAlert, Testimony said)
{
    private readonly HashSet<EvidenceItem> lost = [.. fates.Lost.Select(loss => new EvidenceItem(loss.Kind, loss.Resource))];

    /// <summary>What is still there and not secured, although it was tried or is said to be missing.</summary>
    public ImmutableArray<EvidenceItem> Unsecured =>
        [.. scope.Where(item => IsMissing(item) && !lost.Contains(item) && (captures.HaveFailed(item.Kind, fates.Describe(item)) || HasGap(item)))];

    /// <summary>Where the two differ.</summary>
    public IEnumerable<Discrepancy> Discrepancies() =>
    [
        .. Differ(DiscrepancyKind.NoGap, scope.Where(item => lost.Contains(item) && !HasGap(item)).Concat(Unsecured.Where(item => !HasGap(item)))),
        .. Differ(DiscrepancyKind.GapOfSecured, said.Gaps.Concat(said.Waived).Distinct().Where(gap => Within(gap) is [_, ..] all && !all.Exists(IsMissing))),
        .. Differ(DiscrepancyKind.GapOfNothing, said.Gaps.Where(gap => Within(gap).Count == 0 && !captures.HaveFailed(gap.Kind, gap.Resource))),
        .. Differ(DiscrepancyKind.NotSecured, said.Secured.Where(claim => IsMissing(claim) || Within(claim).TrueForAll(IsMissing))),
        .. Differ(DiscrepancyKind.NotAbsent, said.Absent.Where(claim => Within(claim).Exists(item => atAlert.Contains(item)))),
    ];

    private bool IsMissing(EvidenceItem item) => fates.Existed.Contains(item) && !fates.IsSecured(item);

    private bool HasGap(EvidenceItem item) => said.Gaps.Concat(said.Waived)
        .Any(gap => gap.Kind == item.Kind && Scope.Covers(gap.Resource, fates.Describe(item)));

    /// <summary>Everything of a kind that a resource, or what it covers, ever had.</summary>
    private List<EvidenceItem> Within(EvidenceItem wider) =>
        [.. fates.Existed.Where(item => item.Kind == wider.Kind && Scope.Covers(wider.Resource, fates.Describe(item)))];

    private static IEnumerable<Discrepancy> Differ(DiscrepancyKind what, IEnumerable<EvidenceItem> items) =>
        items.Select(item => new Discrepancy(what, item.Kind, item.Resource));
}
