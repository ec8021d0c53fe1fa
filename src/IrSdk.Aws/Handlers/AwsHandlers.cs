using System.Collections.Immutable;

namespace IrSdk.Aws;

/// <summary>The handler of every built-in action that is done on AWS, one line each.</summary>
internal static class AwsHandlers
{
    public static ImmutableArray<AwsRegistration> All { get; } =
    [
        AwsRegistration.Of<SnapshotVolumesHandler, SnapshotVolumes>(access => new(access)),
        AwsRegistration.Of<RestoreVolumeProtectionsHandler, RestoreVolumeProtections>(access => new(access)),
        AwsRegistration.Of<QuarantineInstanceHandler, QuarantineInstance>(access => new(access)),
        AwsRegistration.Of<ReleaseInstanceHandler, ReleaseInstance>(access => new(access)),
    ];
}
