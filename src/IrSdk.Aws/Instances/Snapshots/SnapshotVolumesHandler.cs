using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Amazon.EC2.Model;
using IrSdk.Runtime;
using Ec2Instance = Amazon.EC2.Model.Instance;

namespace IrSdk.Aws;

/// <summary>
/// Protects an instance and its volumes from deletion, then snapshots every volume at one moment. The evidence is secured when
/// EC2 has taken the request; copying may go on for hours, and copies in the responder's own account are made afterwards.
/// </summary>
internal sealed class SnapshotVolumesHandler(HandlerAccess access) : AwsHandler<SnapshotVolumes>(access), IAwsHandler<SnapshotVolumes>
{
    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        .. Ec2Permissions.Read("Instances", "InstanceAttribute", "InstanceTypes", "Snapshots"),
        .. Ec2Permissions.OnInstance("ModifyInstanceAttribute", "CreateSnapshots"),
        .. Ec2Permissions.On("volume/*", "CreateSnapshots", "CreateSnapshot"),
        .. Ec2Permissions.OnSnapshots("CreateSnapshots", "CreateSnapshot", "LockSnapshot"),
        Ec2Permissions.Tagging("arn:{partition}:ec2:*::snapshot/*", "CreateSnapshots"),
        Ec2Permissions.Tagging("arn:{partition}:ec2:*::snapshot/*", "CreateSnapshot"),
        .. SnapshotCopies.Sharing,
    ];

    protected override async Task<StepResult> ExecuteAsync(SnapshotVolumes action, AwsStep step, CancellationToken cancellationToken)
    {
        var id = action.Resource.Id.Name;
        var reading = Host.ReadAsync(step, id, cancellationToken);
        var finding = StepSnapshots.FindAsync(step, cancellationToken);
        var now = await Protections.ReadAsync(step, id, reading, cancellationToken).ConfigureAwait(false);
        var host = await reading.ConfigureAwait(false);
        if (Host.IsGone(host))
        {
            throw new ProviderException($"{id} is {Host.StateOf(host)}, and its volumes with it; look for snapshots that were made before.", isTransient: false);
        }

        var prior = PriorOf(step);
        if (prior is null)
        {
            prior = now;
            await step.Context.KeepPriorStateAsync(JsonSerializer.SerializeToElement(prior, IrJson.Options), cancellationToken).ConfigureAwait(false);
        }

        var storage = InstanceStore.OfAsync(step, host, cancellationToken);
        await Task.WhenAll(now.Strongest(host).SetAsync(step, id, now, cancellationToken), finding, storage).ConfigureAwait(false);
        var snapshots = await TakeAsync(step, host, await finding.ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        var (until, unlocked) = snapshots.Count == 0 ? default : await StepSnapshots.LockAsync(step, snapshots.Select(one => one.SnapshotId), cancellationToken).ConfigureAwait(false);
        return Result(action, step, snapshots, prior, unlocked, until, await storage.ConfigureAwait(false));
    }

    protected override async Task<Reconciliation> ReconcileAsync(SnapshotVolumes action, AwsStep step, CancellationToken cancellationToken)
    {
        var found = await StepSnapshots.FindAsync(step, cancellationToken).ConfigureAwait(false);
        if (found.Count == 0)
        {
            return PriorOf(step) is null ? Reconciliation.NotDone : Reconciliation.PartlyDone;
        }

        var host = await Host.FindAsync(step, action.Resource.Id.Name, cancellationToken).ConfigureAwait(false);
        if (host is not null && !Host.IsGone(host) && Missing(host, found).Any())
        {
            return Reconciliation.PartlyDone;
        }

        var storage = host is null ? null : await InstanceStore.OfAsync(step, host, cancellationToken).ConfigureAwait(false);
        return Reconciliation.Done(Result(action, step, found, PriorOf(step), null, null, storage));
    }

    protected override async Task<Completion> CompleteAsync(SnapshotVolumes action, StepResult result, AwsStep step, CancellationToken cancellationToken)
    {
        if (!result.Evidence.Any(record => record.Status == EvidenceStatus.Secured))
        {
            return Completion.Done;
        }

        var (snapshots, failure) = await StepSnapshots.CompletedAsync(
            () => StepSnapshots.FindAsync(step, cancellationToken), $"the snapshots of {action.Resource.Id.Name} are gone", step, cancellationToken).ConfigureAwait(false);
        return (failure ?? await SnapshotCopies.MakeAsync(step, snapshots, cancellationToken).ConfigureAwait(false)) is { } reason ? Completion.Failed(reason) : Completion.Done;
    }

    private static Protections? PriorOf(AwsStep step) => step.Context.PriorState?.Deserialize<Protections>(IrJson.Options);

    private static IEnumerable<string> Missing(Ec2Instance host, List<Snapshot> found) =>
        Protections.Disks(host).Select(disk => disk.Ebs.VolumeId).Except(found.Select(one => one.VolumeId));

    private static async Task<List<Snapshot>> TakeAsync(AwsStep step, Ec2Instance host, List<Snapshot> found, CancellationToken cancellationToken)
    {
        var missing = Missing(host, found).ToList();
        return missing.Count == 0 ? found
            : found.Count == 0 ? await StepSnapshots.TakeAsync(step, host.InstanceId, cancellationToken).ConfigureAwait(false)
            : [.. found, .. await Task.WhenAll(missing.Select(volume => StepSnapshots.TakeOneAsync(step, volume, cancellationToken))).ConfigureAwait(false)];
    }

    private static StepResult Result(
        SnapshotVolumes action, AwsStep step, List<Snapshot> snapshots, Protections? prior, string? unlocked, DateTimeOffset? until, string? storage)
    {
        var id = action.Resource.Id;
        var count = string.Create(CultureInfo.InvariantCulture, $"{snapshots.Count} {(snapshots.Count == 1 ? "volume" : "volumes")}");
        var detail = unlocked is null ? count : $"{count}, {unlocked}";
        var now = step.Context.Time.GetUtcNow();
        var evidence = ImmutableArray.CreateBuilder<EvidenceRecord>();
        if (snapshots.Count > 0)
        {
            evidence.Add(new(Evidence.Volumes, id, EvidenceStatus.Secured, snapshots.Min(one => one.StartTime) is { } at ? new(at.ToUniversalTime()) : now)
            {
                Location = string.Join(' ', snapshots.Select(one => $"arn:{step.Aws.Partition}:ec2:{step.Aws.Region}::snapshot/{one.SnapshotId}").Order(StringComparer.Ordinal)),
                LockedUntil = until,
                Detail = detail,
            });
        }

        if (storage is not null)
        {
            // Last, so that the gap stays open beside what was secured.
            evidence.Add(new(Evidence.Volumes, id, EvidenceStatus.Gap, now) { Detail = storage });
        }
        else if (snapshots.Count == 0)
        {
            evidence.Add(new(Evidence.Volumes, id, EvidenceStatus.Absent, now) { Detail = "it has no volumes" });
        }

        return new()
        {
            Detail = storage is null ? detail : $"{detail}; {storage}",
            Evidence = evidence.DrainToImmutable(),
            PriorState = prior is null ? null : JsonSerializer.SerializeToElement(prior, IrJson.Options),
        };
    }
}
