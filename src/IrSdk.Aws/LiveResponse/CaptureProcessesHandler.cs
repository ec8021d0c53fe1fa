using System.Collections.Immutable;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>Captures processes, connections, open files, logins, schedules and modules of a host through its SSM agent.</summary>
internal sealed class CaptureProcessesHandler(HandlerAccess access) : AwsHandler<CaptureProcesses>(access), IAwsHandler<CaptureProcesses>
{
    private const string Name = "processes.txt";

    public static ImmutableArray<AwsPermission> Permissions => HostAgent.Permissions;

    protected override async Task<StepResult> ExecuteAsync(CaptureProcesses action, AwsStep step, CancellationToken cancellationToken) => Result(
        action, await HostReport.CaptureAsync(step, action.Resource.Id.Name, new("processes.sh"), Name, cancellationToken).ConfigureAwait(false));

    protected override async Task<Reconciliation> ReconcileAsync(CaptureProcesses action, AwsStep step, CancellationToken cancellationToken) =>
        await step.Evidence.FindAsync(step.Context, Name, cancellationToken).ConfigureAwait(false) is { } stored ? Reconciliation.Done(Result(action, stored))
        : await HostAgent.FindAsync(step, action.Resource.Id.Name, cancellationToken).ConfigureAwait(false) is null ? Reconciliation.NotDone
        : Reconciliation.PartlyDone;

    private static StepResult Result(CaptureProcesses action, StoredEvidence stored) => new()
    {
        Detail = "processes, connections and open files",
        Evidence =
        [
            new(Evidence.Processes, action.Resource.Id, EvidenceStatus.Secured, stored.WrittenAt)
            {
                Location = stored.Location,
                Sha256 = stored.Sha256,
                LockedUntil = stored.LockedUntil,
                Detail = "processes, connections and open files",
            },
        ],
    };
}
