using System.Collections.Immutable;

namespace IrSdk.Aws;

/// <summary>What every export needs: to find and read log objects in whatever bucket they are, and to copy them into the evidence bucket.</summary>
internal static class ExportPermissions
{
    private static readonly AwsCondition ThroughS3 = new("StringLike", "kms:ViaService", "s3.*.amazonaws.com");

    public static ImmutableArray<AwsPermission> Copying { get; } =
    [
        new("s3:ListBucket", "arn:{partition}:s3:::*"),
        new("s3:GetObject", "arn:{partition}:s3:::*"),
        new("s3:PutObject", "arn:{partition}:s3:::{evidence-bucket}/incidents/*"),
        new("kms:Decrypt") { Condition = ThroughS3 },
        new("kms:GenerateDataKey") { Condition = ThroughS3 },
    ];
}
