namespace IrSdk.Planning;

/// <summary>Whether evidence was settled by an earlier round.</summary>
internal static class Secured
{
    /// <summary>Whether evidence on a resource, or on one that covers it, is out of danger and newer than the resource's last known change.</summary>
    public static bool Before(Evidence kind, Resource resource, Outcomes outcomes) =>
        outcomes.Evidence.LastOrDefault(record => record.Kind == kind && Scope.Covers(record.Resource, resource)) is { IsSettled: true } last
        && (resource.ChangedAt is not { } changed || last.AsOf >= changed);
}
