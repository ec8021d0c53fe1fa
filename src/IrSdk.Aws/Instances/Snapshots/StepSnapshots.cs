using System.Globalization;
using Amazon.EC2;
using Amazon.EC2.Model;
using Ec2Tag = Amazon.EC2.Model.Tag;

namespace IrSdk.Aws;

/// <summary>The snapshots that one step makes: found by its tag, made once, and locked.</summary>
internal static class StepSnapshots
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    public static Task<List<Snapshot>> FindAsync(AwsStep step, CancellationToken cancellationToken) => Paging.AllAsync(
        token => step.Aws.Ec2.DescribeSnapshotsAsync(
            new DescribeSnapshotsRequest
            {
                OwnerIds = ["self"],
                Filters = [new() { Name = $"tag:{StepTags.Step}", Values = [step.Context.Key] }],
                NextToken = token,
            },
            cancellationToken),
        page => page.Snapshots,
        page => page.NextToken);

    /// <summary>All volumes at one moment.</summary>
    public static Task<List<Snapshot>> TakeAsync(AwsStep step, string instance, CancellationToken cancellationToken) => CalledOnce.MakeAsync(
        async () => await FindAsync(step, cancellationToken).ConfigureAwait(false) is { Count: > 0 } found ? found : null,
        async () =>
        {
            var made = await step.Aws.Ec2.CreateSnapshotsAsync(
                new CreateSnapshotsRequest
                {
                    InstanceSpecification = new() { InstanceId = instance, ExcludeBootVolume = false },
                    Description = Description(step),
                    TagSpecifications = [Tagged(step)],
                }.Once(),
                cancellationToken).ConfigureAwait(false);
            return (made.Snapshots ?? [])
                .Select(one => new Snapshot { SnapshotId = one.SnapshotId, VolumeId = one.VolumeId, StartTime = one.StartTime, VolumeSize = one.VolumeSize }).ToList();
        },
        step,
        cancellationToken);

    /// <summary>One volume, for what an earlier call of the step left out.</summary>
    public static Task<Snapshot> TakeOneAsync(AwsStep step, string volume, CancellationToken cancellationToken) => CalledOnce.MakeAsync(
        async () => (await FindAsync(step, cancellationToken).ConfigureAwait(false)).Find(one => one.VolumeId == volume),
        async () => (await step.Aws.Ec2.CreateSnapshotAsync(
            new CreateSnapshotRequest { VolumeId = volume, Description = Description(step), TagSpecifications = [Tagged(step)] }.Once(),
            cancellationToken).ConfigureAwait(false)).Snapshot,
        step,
        cancellationToken);

    /// <summary>
    /// Locks snapshots for as long as evidence is kept; it works while they are pending. A server that cannot is no reason to
    /// lose the snapshot, so the reason comes back instead of an exception.
    /// </summary>
    /// <returns>Until when all of them are locked, or why one is not.</returns>
    public static async Task<(DateTimeOffset? Until, string? Unlocked)> LockAsync(AwsStep step, IEnumerable<string> snapshots, CancellationToken cancellationToken)
    {
        try
        {
            var locked = await Task.WhenAll(snapshots.Select(snapshot => step.Aws.Ec2.LockSnapshotAsync(
                new LockSnapshotRequest
                {
                    SnapshotId = snapshot,
                    LockMode = LockMode.Compliance,
                    LockDuration = Math.Max((int)step.Options.Retention.TotalDays, 1),
                }.Once(),
                cancellationToken))).ConfigureAwait(false);
            return (locked.Min(one => one.LockExpiresOn) is { } until ? new(DateTime.SpecifyKind(until, DateTimeKind.Utc)) : null, null);
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested && AwsFailure.IsOfTheService(failed))
        {
            return (null, $"not locked, so whoever holds the account can delete it: {AwsFailure.Of(failed).Message.TrimEnd('.')}");
        }
    }

    /// <summary>Waits until snapshots are complete.</summary>
    /// <param name="find">Finds them.</param>
    /// <param name="gone">What is said when there are none any more.</param>
    /// <param name="step">The step.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The snapshots, or why one of them will never be complete.</returns>
    public static async Task<(List<Snapshot> Snapshots, string? Failure)> CompletedAsync(
        Func<Task<List<Snapshot>>> find, string gone, AwsStep step, CancellationToken cancellationToken)
    {
        var pause = FirstLook;
        while (true)
        {
            var found = await find().ConfigureAwait(false);
            if (found.Count == 0)
            {
                return (found, gone);
            }

            if (found.Find(one => one.State?.Value is "error" or "recoverable") is { } failed)
            {
                return (found, $"snapshot {failed.SnapshotId} of {failed.VolumeId} ended as {failed.State.Value}{(failed.StateMessage is { Length: > 0 } why ? $": {why}" : "")}");
            }

            if (found.TrueForAll(one => one.State?.Value == "completed"))
            {
                return (found, null);
            }

            await Task.Delay(pause, step.Context.Time, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private static string Description(AwsStep step) => $"Evidence of incident {step.Context.Incident}";

    private static TagSpecification Tagged(AwsStep step) => new()
    {
        ResourceType = ResourceType.Snapshot,
        Tags =
        [
            .. step.Tags.Select(tag => new Ec2Tag(tag.Key, tag.Value)),
            new("irsdk:requested-at", step.Context.Time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
            new("irsdk:requested-by", step.Options.EvidenceRole ?? "the responder's own credentials"),
        ],
    };
}
