using IrSdk.Runtime;

namespace IrSdk.Simulation;

/// <summary>The handler of every built-in action.</summary>
internal static class Handlers
{
    public static Provider AddTo(Provider provider, SimulatedAccount account) => provider
        .Handle(new CaptureIdentityHandler(account))
        .Handle(new CaptureProcessesHandler(account))
        .Handle(new CaptureMemoryHandler(account))
        .Handle(new CaptureBucketStateHandler(account))
        .Handle(new ExportApiActivityHandler(account))
        .Handle(new ExportNetworkFlowsHandler(account))
        .Handle(new ExportAccessLogsHandler(account))
        .Handle(new SnapshotVolumesHandler(account))
        .Handle(new RevokeAccessKeyHandler(account))
        .Handle(new RevokeSessionHandler(account))
        .Handle(new RevokeSessionsHandler(account))
        .Handle(new RequireMfaHandler(account))
        .Handle(new RemoveConsoleAccessHandler(account))
        .Handle(new QuarantineInstanceHandler(account))
        .Handle(new BlockEgressHandler(account))
        .Handle(new BlockBucketAccessHandler(account))
        .Handle(new ScanEndpointHandler(account))
        .Handle(new StopInstanceHandler(account))
        .Handle(new TerminateInstanceHandler(account))
        .Handle(new RestoreVolumeProtectionsHandler(account))
        .Handle(new ReactivateAccessKeyHandler(account))
        .Handle(new AllowSessionHandler(account))
        .Handle(new AllowSessionsHandler(account))
        .Handle(new LiftMfaRequirementHandler(account))
        .Handle(new ReleaseInstanceHandler(account))
        .Handle(new AllowEgressHandler(account))
        .Handle(new AllowBucketAccessHandler(account))
        .Handle(new OpenTicketHandler(account))
        .Handle(new PageOnCallHandler(account))
        .Handle(new PostToChannelHandler(account));
}
