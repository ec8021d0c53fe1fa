using System.Collections.Immutable;
using Amazon.EC2.Model;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>
/// The instance profile, through which an instance gets credentials. Replacing it stops new ones only: what was stolen before
/// works until the role's sessions are revoked.
/// </summary>
internal static class InstanceProfiles
{
    /// <summary>The profile, and its role, that may do nothing.</summary>
    public const string DenyAll = "irsdk-isolation";

    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        .. Ec2Permissions.Read("IamInstanceProfileAssociations"),
        .. Ec2Permissions.OnInstance("ReplaceIamInstanceProfileAssociation").Select(one => one with { NeededWith = AreReplaced }),
        new("iam:PassRole", "arn:{partition}:iam::{account}:role/" + DenyAll) { NeededWith = AreReplaced },
    ];

    /// <summary>Which role an instance had is known in the incident only. Where profiles are left alone nobody may pass any.</summary>
    public static ImmutableArray<AwsPermission> GivingBack { get; } =
    [
        .. Ec2Permissions.OnInstance("ReplaceIamInstanceProfileAssociation").Select(one => one with { NeededWith = AreReplaced }),
        new("iam:PassRole", "arn:{partition}:iam::{account}:role/*") { Condition = new("StringEquals", "iam:PassedToService", "ec2.amazonaws.com"), NeededWith = AreReplaced },
    ];

    private static bool AreReplaced(AwsOptions options) => options.ReplacesInstanceProfile;

    public static async Task<IamInstanceProfileAssociation?> ReadAsync(AwsStep step, string id, CancellationToken cancellationToken)
    {
        var read = await step.Aws.Ec2.DescribeIamInstanceProfileAssociationsAsync(
            new DescribeIamInstanceProfileAssociationsRequest { Filters = [new() { Name = "instance-id", Values = [id] }] },
            cancellationToken).ConfigureAwait(false);
        return (read.IamInstanceProfileAssociations ?? []).Find(one => one.InstanceId == id && one.State?.Value is not ("disassociating" or "disassociated"));
    }

    /// <summary>Replaces an instance's profile by the one that may do nothing. One without a profile has nothing to take away.</summary>
    public static async Task DenyAsync(AwsStep step, string id, CancellationToken cancellationToken)
    {
        if (await ReadAsync(step, id, cancellationToken).ConfigureAwait(false) is { } association && !IsDenyAll(association.IamInstanceProfile.Arn))
        {
            await ReplaceAsync(step, association, new() { Name = DenyAll }, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives an instance its profile back, when it has ours.</summary>
    public static async Task RestoreAsync(AwsStep step, string id, string profile, CancellationToken cancellationToken)
    {
        if (await ReadAsync(step, id, cancellationToken).ConfigureAwait(false) is { } association && IsDenyAll(association.IamInstanceProfile.Arn))
        {
            await ReplaceAsync(step, association, new() { Arn = profile }, cancellationToken).ConfigureAwait(false);
        }
    }

    public static bool IsDenyAll(string arn) => arn.EndsWith("/" + DenyAll, StringComparison.Ordinal);

    private static Task<ReplaceIamInstanceProfileAssociationResponse> ReplaceAsync(AwsStep step, IamInstanceProfileAssociation association, IamInstanceProfileSpecification profile, CancellationToken cancellationToken) =>
        step.Aws.Ec2.ReplaceIamInstanceProfileAssociationAsync(
            new ReplaceIamInstanceProfileAssociationRequest { AssociationId = association.AssociationId, IamInstanceProfile = profile }, cancellationToken);
}
