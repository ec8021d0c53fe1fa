using System.Collections.Immutable;
using Amazon.EC2;
using Amazon.EC2.Model;
using IrSdk.Runtime;
using Ec2Tag = Amazon.EC2.Model.Tag;

namespace IrSdk.Aws;

/// <summary>
/// Copies of snapshots in the responder's own account, under a key of its own: whoever holds the account of the volume cannot reach
/// them. A snapshot under an account's default key cannot be shared, and so has none; that is said.
/// </summary>
internal static class SnapshotCopies
{
    private const string Source = "irsdk:source-snapshot";

    /// <summary>For the evidence role of the guarded account.</summary>
    public static ImmutableArray<AwsPermission> Sharing { get; } = [.. Ec2Permissions.OnSnapshots("ModifySnapshotAttribute").Select(one => one with { NeededWith = AreMade })];

    /// <summary>For the responder's own identity, where copies are made.</summary>
    public static ImmutableArray<AwsPermission> Copying { get; } =
    [
        .. Ec2Permissions.Read("Snapshots"),
        .. Ec2Permissions.OnSnapshots("CopySnapshot"),
        Ec2Permissions.Tagging("arn:{partition}:ec2:*::snapshot/*", "CopySnapshot"),
        .. new[] { "CreateGrant", "Decrypt", "DescribeKey", "GenerateDataKeyWithoutPlaintext", "ReEncryptFrom", "ReEncryptTo" }.Select(action =>
            new AwsPermission($"kms:{action}", "arn:{partition}:kms:*:*:key/*") { Condition = new("StringLike", "kms:ViaService", "ec2.*.amazonaws.com") }),
    ];

    /// <summary>Whether copies are asked for.</summary>
    private static bool AreMade(AwsOptions options) => options.SnapshotKey is not null;

    /// <summary>Copies what has no copy yet, and waits for the copies.</summary>
    /// <param name="step">The step.</param>
    /// <param name="snapshots">Snapshots that are complete.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Why there is none. Null: each has one, or none is asked for (<see cref="AwsOptions.SnapshotKey"/>).</returns>
    public static async Task<string?> MakeAsync(AwsStep step, IReadOnlyCollection<Snapshot> snapshots, CancellationToken cancellationToken)
    {
        if (step.Options.SnapshotKey is not { } key)
        {
            return null;
        }

        var own = await step.Accounts.OwnAsync(cancellationToken).ConfigureAwait(false);
        if (own == step.Aws.Account)
        {
            return null;
        }

        using var there = step.Accounts.EnterOwn(own, step.Aws.Region, step.Context);
        try
        {
            var failures = await Task.WhenAll(snapshots.Select(snapshot => CopyAsync(step, there, key, snapshot.SnapshotId, cancellationToken))).ConfigureAwait(false);
            return failures.OfType<string>().FirstOrDefault();
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested && AwsFailure.IsOfTheService(failed))
        {
            return $"the snapshots are only in the account of their volumes, which whoever holds it may reach: {AwsFailure.Of(failed).Message.TrimEnd('.')}";
        }
    }

    private static async Task<string?> CopyAsync(AwsStep step, AwsAccess there, string key, string snapshot, CancellationToken cancellationToken)
    {
        Task<List<Snapshot>> Find() => FindAsync(there, snapshot, cancellationToken);
        if ((await Find().ConfigureAwait(false)).Count == 0)
        {
            await step.Aws.Ec2.ModifySnapshotAttributeAsync(
                new ModifySnapshotAttributeRequest
                {
                    SnapshotId = snapshot,
                    Attribute = SnapshotAttributeName.CreateVolumePermission,
                    OperationType = OperationType.Add,
                    UserIds = [there.Account.ToString()],
                },
                cancellationToken).ConfigureAwait(false);
            await CalledOnce.MakeAsync(
                async () => (await Find().ConfigureAwait(false)).FirstOrDefault()?.SnapshotId,
                async () => (await there.Ec2.CopySnapshotAsync(Request(step, key, snapshot).Once(), cancellationToken).ConfigureAwait(false)).SnapshotId,
                step,
                cancellationToken).ConfigureAwait(false);
        }

        return (await StepSnapshots.CompletedAsync(Find, $"the copy of {snapshot} is gone", step, cancellationToken).ConfigureAwait(false)).Failure;
    }

    private static CopySnapshotRequest Request(AwsStep step, string key, string snapshot) => new()
    {
        SourceRegion = step.Aws.Region,
        SourceSnapshotId = snapshot,
        Encrypted = true,
        KmsKeyId = key,
        Description = $"Evidence of incident {step.Context.Incident}, copied from {snapshot}",
        TagSpecifications =
        [
            new() { ResourceType = ResourceType.Snapshot, Tags = [.. step.Tags.Append((Source, snapshot)).Select(tag => new Ec2Tag(tag.Item1, tag.Item2))] },
        ],
    };

    private static async Task<List<Snapshot>> FindAsync(AwsAccess there, string snapshot, CancellationToken cancellationToken) =>
        (await there.Ec2.DescribeSnapshotsAsync(
            new DescribeSnapshotsRequest { OwnerIds = ["self"], Filters = [new() { Name = $"tag:{Source}", Values = [snapshot] }] }, cancellationToken).ConfigureAwait(false)).Snapshots ?? [];
}
