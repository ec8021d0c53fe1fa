namespace IrSdk.Analyzers;

/// <summary>What the planner knows of resource types: their evidence, which covers which, and what captures what.</summary>
/// <remarks>Resource types are a closed set, so these are their names. A test compares the tables with the planner's own.</remarks>
internal static class ResourceKinds
{
    public const string Account = "Account";
    public const string Vpc = "Vpc";
    public const string Instance = "Instance";
    public const string IamUser = "IamUser";
    public const string AccessKey = "AccessKey";
    public const string IamRole = "IamRole";
    public const string RoleSession = "RoleSession";
    public const string Bucket = "Bucket";

    public static EvidenceKinds EvidenceOf(string type) => type switch
    {
        Account => EvidenceKinds.ApiActivity,
        Vpc => EvidenceKinds.NetworkFlows | EvidenceKinds.DnsQueries,
        Instance => EvidenceKinds.Volumes | EvidenceKinds.Memory | EvidenceKinds.Processes | EvidenceKinds.NetworkFlows | EvidenceKinds.DnsQueries,
        IamUser => EvidenceKinds.Identity | EvidenceKinds.AccessLogs,
        AccessKey or IamRole or RoleSession => EvidenceKinds.Identity,
        Bucket => EvidenceKinds.AccessLogs | EvidenceKinds.BucketState,
        _ => EvidenceKinds.None,
    };

    /// <summary>Whether a resource of one type can cover one of another.</summary>
    public static bool Covers(string wider, string narrower) => wider == narrower || wider == Account || (wider, narrower) switch
    {
        (Vpc, Instance) or (IamUser, AccessKey) or (IamRole, RoleSession) => true,
        _ => false,
    };

    /// <summary>The verb that secures a kind of evidence on resources of a type. Null: none does.</summary>
    public static string? VerbFor(EvidenceKinds kind, string type) => (kind, type) switch
    {
        (EvidenceKinds.Volumes, Instance) => "Snapshot",
        (EvidenceKinds.Memory, Instance) => "Memory",
        (EvidenceKinds.Processes, Instance) => "Processes",
        (EvidenceKinds.NetworkFlows or EvidenceKinds.DnsQueries, Instance or Vpc) => "NetworkFlows",
        (EvidenceKinds.ApiActivity, Account) => "ApiActivity",
        (EvidenceKinds.Identity, IamUser or AccessKey or IamRole or RoleSession) => "Identity",
        (EvidenceKinds.AccessLogs, Bucket) => "AccessLogs",
        (EvidenceKinds.AccessLogs, IamUser) => "SignIns",
        (EvidenceKinds.BucketState, Bucket) => "BucketState",
        _ => null,
    };

    /// <summary>Resources of a type, as people say it.</summary>
    public static string Said(string type) => type switch
    {
        Account => "the account",
        Vpc => "networks",
        Instance => "instances",
        IamUser => "users",
        AccessKey => "access keys",
        IamRole => "roles",
        RoleSession => "sessions",
        Bucket => "buckets",
        _ => type,
    };
}
