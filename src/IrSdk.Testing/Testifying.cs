using System.Collections.Immutable;
using System.Text.Json;
using IrSdk.Runtime;
using IrSdk.Simulation;

namespace IrSdk.Testing;

/// <summary>What a run's report and journal say of the evidence.</summary>
internal static class Testifying
{
    public static Testimony Of(PlaybookRun run)
    {
        var report = run.Report!;
        var leftOut = run.Plans.SelectMany(plan => plan.Waived)
            .SelectMany(one => one.Kinds.Kinds().Select(kind => new EvidenceItem(kind, one.Resource))).ToHashSet();
        var gaps = report.Gaps.Select(gap => new EvidenceItem(gap.Kind, IdOf(gap.Resource))).Distinct().ToLookup(leftOut.Contains);
        return new()
        {
            Admitted = [.. run.Journal.Where(record => record.Kind == JournalKinds.EvidenceGap).Select(Admitted)],
            Gaps = [.. gaps[false]],
            Waived = [.. gaps[true]],
            Secured = Claimed(report, EvidenceStatus.Secured, EvidenceStatus.AlreadySafe),
            Absent = Claimed(report, EvidenceStatus.Absent),
        };
    }

    private static ResourceId IdOf(ReportedResource resource) => new(resource.Type, resource.Account, resource.Region, resource.Id);

    private static ImmutableArray<EvidenceItem> Claimed(RunReport report, params EvidenceStatus[] status) =>
        [.. report.Evidence.Where(one => status.Contains(one.Status)).Select(one => new EvidenceItem(one.Kind, IdOf(one.Resource)))];

    private static AdmittedGap Admitted(JournalRecord record)
    {
        var gap = record.Payload!.Value.Deserialize<EvidenceItem>(IrJson.Options);
        return new(gap.Kind, gap.Resource, record.At);
    }
}
