namespace IrSdk.Analyzers;

/// <summary>Kinds of evidence one by one, and in words.</summary>
internal static class EvidenceWords
{
    private static readonly (EvidenceKinds Kind, string Words)[] All =
    [
        (EvidenceKinds.Volumes, "volumes"),
        (EvidenceKinds.Memory, "memory"),
        (EvidenceKinds.Processes, "processes"),
        (EvidenceKinds.NetworkFlows, "network flows"),
        (EvidenceKinds.DnsQueries, "DNS queries"),
        (EvidenceKinds.ApiActivity, "API activity"),
        (EvidenceKinds.Identity, "identity"),
        (EvidenceKinds.AccessLogs, "access logs"),
        (EvidenceKinds.BucketState, "bucket state"),
    ];

    public static IEnumerable<EvidenceKinds> Each(this EvidenceKinds kinds) => All.Select(one => one.Kind).Where(kind => (kinds & kind) != 0);

    public static string Said(this EvidenceKinds kinds) => Listed(All.Where(one => (kinds & one.Kind) != 0).Select(one => one.Words));

    /// <summary>Words as people list them: <c>a, b and c</c>.</summary>
    public static string Listed(IEnumerable<string> words)
    {
        var all = words.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all.Take(all.Count - 1))} and {all[all.Count - 1]}";
    }
}
