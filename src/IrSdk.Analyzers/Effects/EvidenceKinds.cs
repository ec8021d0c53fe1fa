namespace IrSdk.Analyzers;

/// <summary>The values of <c>IrSdk.Evidence</c>, which attributes carry as numbers.</summary>
[Flags]
internal enum EvidenceKinds
{
    None = 0,
    Volumes = 1,
    Memory = 2,
    Processes = 4,
    NetworkFlows = 8,
    DnsQueries = 16,
    ApiActivity = 32,
    Identity = 64,
    AccessLogs = 128,
    BucketState = 256,
}
