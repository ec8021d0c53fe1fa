namespace IrSdk.Planning;

/// <summary>The preserving action that the planner adds for evidence that nothing preserves.</summary>
internal static class DefaultCapture
{
    /// <summary>The action that secures a kind of evidence on a resource. Null: there is none.</summary>
    public static PreservingAction? Of(Evidence kind, Resource resource, Incident incident) => (kind, resource) switch
    {
        (Evidence.Volumes, Instance instance) => new SnapshotVolumes(instance),
        (Evidence.Memory, Instance instance) => new CaptureMemory(instance),
        (Evidence.Processes, Instance instance) => new CaptureProcesses(instance),
        (Evidence.NetworkFlows or Evidence.DnsQueries, Instance instance) => new ExportNetworkFlows(instance),
        (Evidence.NetworkFlows or Evidence.DnsQueries, Vpc network) => new ExportNetworkFlows(network),
        (Evidence.ApiActivity, Account account) => new ExportApiActivity(account, PreservingVerbs.DefaultApiActivityWindow),
        (Evidence.Identity, IamUser user) => new CaptureIdentity(user),
        (Evidence.Identity, AccessKey key) => new CaptureIdentity(key),
        (Evidence.Identity, IamRole role) => new CaptureIdentity(role),
        (Evidence.Identity, RoleSession session) => new CaptureIdentity(
            incident.Roles.FirstOrDefault(role => Scope.Covers(role, session)) ?? new IamRole(session.Account, session.RoleName)),
        (Evidence.AccessLogs, Bucket bucket) => new ExportAccessLogs(bucket),
        (Evidence.AccessLogs, IamUser user) => new ExportAccessLogs(user),
        (Evidence.BucketState, Bucket bucket) => new CaptureBucketState(bucket),
        _ => null,
    };
}
