using System.Collections.Immutable;

namespace IrSdk.Aws;

/// <summary>The handler of every built-in action that is done on AWS, one line each.</summary>
internal static class AwsHandlers
{
    public static ImmutableArray<AwsRegistration> All { get; } =
    [
        AwsRegistration.Of<ExportApiActivityHandler, ExportApiActivity>(access => new(access)),
    ];
}
