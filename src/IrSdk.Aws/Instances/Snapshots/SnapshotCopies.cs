using System.Collections.Immutable;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using IrSdk.Runtime;
using Ec2Tag = Amazon.EC2.Model.Tag;

namespace IrSdk.Aws;

/// <summary>
/// Copies of snapshots in the responder's own account, under a key of its own: whoever holds the account of the volume cannot reach
/// them. A snapshot under an account's default key cannot be shared; it is copied under a customer's key of that account first.
/// </summary>
internal static class SnapshotCopies
{
    private const string Source = "irsdk:source-snapshot";

    /// <summary>For the evidence role of the guarded account.</summary>
    public static ImmutableArray<AwsPermission> Sharing { get; } =
    [
        .. Ec2Permissions.OnSnapshots("ModifySnapshotAttribute").Append(new("kms:DescribeKey", "arn:{partition}:kms:*:{account}:key/*")).Select(one => one with { NeededWith = AreMade }),
        .. Making("{account}").Select(one => one with { NeededWith = AreTransferred }),
    ];

    /// <summary>For the responder's own identity, where copies are made.</summary>
    public static ImmutableArray<AwsPermission> Copying { get; } =
    [
        .. Ec2Permissions.Read("Snapshots"),
        .. Making("*"),
    ];

    /// <summary>Whether copies are asked for.</summary>
    private static bool AreMade(AwsOptions options) => options.SnapshotKey is not null;

    /// <summary>Whether snapshots under default keys are copied too.</summary>
    private static bool AreTransferred(AwsOptions options) => AreMade(options) && options.TransferKey is not null;

    /// <summary>EC2 itself uses the keys, on behalf of who asks for the copy.</summary>
    private static IEnumerable<AwsPermission> Making(string keysOf) =>
    [
        .. Ec2Permissions.OnSnapshots("CopySnapshot"),
        Ec2Permissions.Tagging("arn:{partition}:ec2:*::snapshot/*", "CopySnapshot"),
        .. new[] { "CreateGrant", "Decrypt", "DescribeKey", "GenerateDataKeyWithoutPlaintext", "ReEncryptFrom", "ReEncryptTo" }.Select(action =>
            new AwsPermission($"kms:{action}", $"arn:{{partition}}:kms:*:{keysOf}:key/*") { Condition = new("StringLike", "kms:ViaService", "ec2.*.amazonaws.com") }),
    ];

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
            var failures = await Task.WhenAll(snapshots.Select(snapshot => CopyAsync(step, there, key, snapshot, cancellationToken))).ConfigureAwait(false);
            return failures.OfType<string>().FirstOrDefault();
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested && AwsFailure.IsOfTheService(failed))
        {
            return $"the snapshots are only in the account of their volumes, which whoever holds it may reach: {AwsFailure.Of(failed).Message.TrimEnd('.')}";
        }
    }

    private static async Task<string?> CopyAsync(AwsStep step, AwsAccess there, string key, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var id = snapshot.SnapshotId;
        Task<List<Snapshot>> Find() => FindAsync(there, id, cancellationToken);
        if ((await Find().ConfigureAwait(false)).Count == 0)
        {
            var (shareable, failure) = await ShareableAsync(step, snapshot, cancellationToken).ConfigureAwait(false);
            if (shareable is null)
            {
                return failure;
            }

            await step.Aws.Ec2.ModifySnapshotAttributeAsync(
                new ModifySnapshotAttributeRequest
                {
                    SnapshotId = shareable,
                    Attribute = SnapshotAttributeName.CreateVolumePermission,
                    OperationType = OperationType.Add,
                    UserIds = [there.Account.ToString()],
                },
                cancellationToken).ConfigureAwait(false);
            await CopyOnceAsync(step, there, key, shareable, [.. step.Tags, (Source, id)], Find, cancellationToken).ConfigureAwait(false);
        }

        return (await StepSnapshots.CompletedAsync(Find, $"the copy of {id} is gone", step, cancellationToken).ConfigureAwait(false)).Failure;
    }

    /// <summary>The snapshot itself, or its copy under the key by which it can be shared; else why there is none.</summary>
    private static async Task<(string? Id, string? Failure)> ShareableAsync(AwsStep step, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var id = snapshot.SnapshotId;
        if (snapshot.KmsKeyId is not { Length: > 0 } used || !await IsDefaultAsync(step, used, cancellationToken).ConfigureAwait(false))
        {
            return (id, null);
        }

        if (step.Options.TransferKey is not { } transfer)
        {
            return (null, $"snapshot {id} is under the account's default key, so it cannot be shared and is only in the account of its volume; set transferKey to a key by which it can be copied first");
        }

        Task<List<Snapshot>> Find() => FindAsync(step.Aws, id, cancellationToken);
        if ((await Find().ConfigureAwait(false)).Count == 0)
        {
            // Without the step's own tag: it is none of the step's snapshots of a volume.
            await CopyOnceAsync(step, step.Aws, transfer, id, [(StepTags.Incident, step.Context.Incident.ToString()), (Source, id)], Find, cancellationToken).ConfigureAwait(false);
        }

        var (copies, failure) = await StepSnapshots.CompletedAsync(Find, $"the copy of {id} that can be shared is gone", step, cancellationToken).ConfigureAwait(false);
        return failure is null ? (copies[0].SnapshotId, null) : (null, failure);
    }

    private static async Task<bool> IsDefaultAsync(AwsStep step, string key, CancellationToken cancellationToken) =>
        (await step.Aws.Kms.DescribeKeyAsync(new DescribeKeyRequest { KeyId = key }, cancellationToken).ConfigureAwait(false)).KeyMetadata.KeyManager == KeyManagerType.AWS;

    private static Task<string> CopyOnceAsync(
        AwsStep step, AwsAccess into, string key, string snapshot, ImmutableArray<(string Key, string Value)> tags, Func<Task<List<Snapshot>>> find, CancellationToken cancellationToken) => CalledOnce.MakeAsync(
            async () => (await find().ConfigureAwait(false)).FirstOrDefault()?.SnapshotId,
            async () => (await into.Ec2.CopySnapshotAsync(Request(step, key, snapshot, tags).Once(), cancellationToken).ConfigureAwait(false)).SnapshotId,
            step,
            cancellationToken);

    private static CopySnapshotRequest Request(AwsStep step, string key, string snapshot, ImmutableArray<(string Key, string Value)> tags) => new()
    {
        SourceRegion = step.Aws.Region,
        SourceSnapshotId = snapshot,
        Encrypted = true,
        KmsKeyId = key,
        Description = $"Evidence of incident {step.Context.Incident}, copied from {snapshot}",
        TagSpecifications =
        [
            new() { ResourceType = ResourceType.Snapshot, Tags = [.. tags.Select(tag => new Ec2Tag(tag.Item1, tag.Item2))] },
        ],
    };

    private static async Task<List<Snapshot>> FindAsync(AwsAccess access, string snapshot, CancellationToken cancellationToken) =>
        (await access.Ec2.DescribeSnapshotsAsync(
            new DescribeSnapshotsRequest { OwnerIds = ["self"], Filters = [new() { Name = $"tag:{Source}", Values = [snapshot] }] }, cancellationToken).ConfigureAwait(false)).Snapshots ?? [];
}
