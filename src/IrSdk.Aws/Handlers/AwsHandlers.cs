using System.Collections.Immutable;

namespace IrSdk.Aws;

/// <summary>The handler of every built-in action that is done on AWS, one line each.</summary>
internal static class AwsHandlers
{
    public static ImmutableArray<AwsRegistration> All { get; } =
    [
        AwsRegistration.Of<SnapshotVolumesHandler, SnapshotVolumes>(static access => new(access)),
        AwsRegistration.Of<RestoreVolumeProtectionsHandler, RestoreVolumeProtections>(static access => new(access)),
        AwsRegistration.Of<QuarantineInstanceHandler, QuarantineInstance>(static access => new(access)),
        AwsRegistration.Of<ReleaseInstanceHandler, ReleaseInstance>(static access => new(access)),
        AwsRegistration.Of<BlockEgressHandler, BlockEgress>(static access => new(access)),
        AwsRegistration.Of<AllowEgressHandler, AllowEgress>(static access => new(access)),
        AwsRegistration.Of<StopInstanceHandler, StopInstance>(static access => new(access)),
        AwsRegistration.Of<TerminateInstanceHandler, TerminateInstance>(static access => new(access)),
        AwsRegistration.Of<CaptureProcessesHandler, CaptureProcesses>(static access => new(access)),
        AwsRegistration.Of<CaptureMemoryHandler, CaptureMemory>(static access => new(access)),
        AwsRegistration.Of<ScanEndpointHandler, ScanEndpoint>(static access => new(access)),
        AwsRegistration.Of<ExportApiActivityHandler, ExportApiActivity>(access => new(access)),
        AwsRegistration.Of<ExportNetworkFlowsHandler, ExportNetworkFlows>(static access => new(access)),
        AwsRegistration.Of<ExportAccessLogsHandler, ExportAccessLogs>(static access => new(access)),
        AwsRegistration.Of<CaptureBucketStateHandler, CaptureBucketState>(static access => new(access)),
        AwsRegistration.Of<BlockBucketAccessHandler, BlockBucketAccess>(static access => new(access)),
        AwsRegistration.Of<AllowBucketAccessHandler, AllowBucketAccess>(static access => new(access)),
        AwsRegistration.Of<CaptureIdentityHandler, CaptureIdentity>(static access => new(access)),
        AwsRegistration.Of<RevokeAccessKeyHandler, RevokeAccessKey>(static access => new(access)),
        AwsRegistration.Of<ReactivateAccessKeyHandler, ReactivateAccessKey>(static access => new(access)),
        AwsRegistration.Of<RevokeSessionHandler, RevokeSession>(static access => new(access)),
        AwsRegistration.Of<AllowSessionHandler, AllowSession>(static access => new(access)),
        AwsRegistration.Of<RevokeSessionsHandler, RevokeSessions>(static access => new(access)),
        AwsRegistration.Of<AllowSessionsHandler, AllowSessions>(static access => new(access)),
        AwsRegistration.Of<RequireMfaHandler, RequireMfa>(static access => new(access)),
        AwsRegistration.Of<LiftMfaRequirementHandler, LiftMfaRequirement>(static access => new(access)),
        AwsRegistration.Of<RemoveConsoleAccessHandler, RemoveConsoleAccess>(static access => new(access)),
    ];
}
