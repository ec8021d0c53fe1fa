namespace IrSdk;

/// <summary>Sets of evidence kinds, taken apart.</summary>
public static class EvidenceKinds
{
    private static readonly Evidence[] All = [.. Enum.GetValues<Evidence>().Where(kind => kind != Evidence.None)];

    extension(Evidence kinds)
    {
        /// <summary>Each kind in the set by itself, in the order of the enumeration.</summary>
        public IEnumerable<Evidence> Kinds() => All.Where(kind => kinds.HasFlag(kind));

        /// <summary>The kinds as people say them: <c>volumes, API activity</c>.</summary>
        public string Said() => string.Join(", ", kinds.Kinds().Select(SaidAlone));
    }

    private static string SaidAlone(Evidence kind) => kind switch
    {
        Evidence.NetworkFlows => "network flows",
        Evidence.DnsQueries => "DNS queries",
        Evidence.ApiActivity => "API activity",
        Evidence.AccessLogs => "access logs",
        Evidence.BucketState => "bucket state",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
