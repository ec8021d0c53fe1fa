using System.Collections.Immutable;
using System.Globalization;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>
/// Streams a host's memory to the evidence bucket with AVML or LiME, prebuilt, under the host's own role. It is locked where it
/// arrived; that it is what the host sent shows afterwards, because reading it again takes as long as sending it.
/// </summary>
internal sealed class CaptureMemoryHandler(HandlerAccess access) : AwsHandler<CaptureMemory>(access), IAwsHandler<CaptureMemory>
{
    private const string Name = "memory.lime";

    public static ImmutableArray<AwsPermission> Permissions => HostAgent.Permissions;

    protected override async Task<StepResult> ExecuteAsync(CaptureMemory action, AwsStep step, CancellationToken cancellationToken)
    {
        var id = action.Resource.Id;
        var (bucket, key) = (step.Accounts.EvidenceBucket, EvidencePlace.Item(step.Context.Key, Name));
        var script = new HostScript("memory.sh")
        {
            Variables = new Dictionary<string, string>
            {
                ["IRSDK_DESTINATION"] = EvidencePlace.Location(bucket, key, null),
                ["IRSDK_REGION"] = step.Options.EvidenceRegion ?? step.Accounts.HomeRegion,
                ["IRSDK_TOOL"] = step.Options.MemoryTool ?? "",
                ["IRSDK_SECONDS"] = Math.Max(HostAgent.SecondsFor(step) - 5, 5).ToString(CultureInfo.InvariantCulture),
            },
        };
        var ended = await HostAgent.RunAsync(step, id.Name, script, $"incoming/{step.Context.Key}", cancellationToken).ConfigureAwait(false);
        var sha256 = HostReport.HashOf(id.Name, ended);
        using var store = await step.Accounts.EnterStoreAsync(step.Context, cancellationToken).ConfigureAwait(false);
        var now = step.Context.Time.GetUtcNow();
        var head = await ObjectLock.HeadAsync(store.S3, bucket, key, null, cancellationToken).ConfigureAwait(false);
        var (_, until) = await ObjectLock.LockAsync(store.S3, bucket, key, head.VersionId, now + step.Options.Retention, cancellationToken).ConfigureAwait(false);
        var size = string.Create(CultureInfo.InvariantCulture, $"{head.ContentLength / 1_073_741_824.0:0.#} GiB");
        return new()
        {
            Detail = size,
            Evidence =
            [
                new(Evidence.Memory, id, EvidenceStatus.Secured, now)
                {
                    Location = EvidencePlace.Location(bucket, key, head.VersionId),
                    Sha256 = sha256,
                    LockedUntil = until,
                    Detail = size,
                },
            ],
        };
    }

    /// <summary>A command that was sent is waited for by the step itself, which finds it again.</summary>
    protected override async Task<Reconciliation> ReconcileAsync(CaptureMemory action, AwsStep step, CancellationToken cancellationToken) =>
        await HostAgent.FindAsync(step, action.Resource.Id.Name, cancellationToken).ConfigureAwait(false) is null ? Reconciliation.NotDone : Reconciliation.PartlyDone;

    protected override async Task<Completion> CompleteAsync(CaptureMemory action, StepResult result, AwsStep step, CancellationToken cancellationToken)
    {
        var bucket = step.Accounts.EvidenceBucket;
        foreach (var record in result.Evidence)
        {
            if (EvidencePlace.Parse(record.Location, bucket) is not var (key, version))
            {
                continue;
            }

            using var store = await step.Accounts.EnterStoreAsync(step.Context, cancellationToken).ConfigureAwait(false);
            var (sha256, _) = await ObjectLock.HashAsync(store.S3, bucket, key, version, cancellationToken).ConfigureAwait(false);
            if (sha256 != record.Sha256)
            {
                return Completion.Failed($"the memory that arrived from {action.Resource.Id.Name} is not what it sent");
            }
        }

        return Completion.Done;
    }
}
