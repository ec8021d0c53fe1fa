using System.Collections.Concurrent;
using IrSdk.Runtime;

namespace IrSdk.Benchmarks;

/// <summary>Takes one fixed time and succeeds.</summary>
internal sealed class FixedHandler<TAction>(TimeSpan latency, ConcurrentDictionary<IncidentId, long> entered) : IActionHandler<TAction>
    where TAction : ResponseAction
{
    public async Task<StepResult> ExecuteAsync(TAction action, StepContext context, CancellationToken cancellationToken)
    {
        if (!entered.ContainsKey(context.Incident))
        {
            entered.TryAdd(context.Incident, context.Time.GetTimestamp());
        }

        await Task.Delay(latency, context.Time, cancellationToken).ConfigureAwait(false);
        var kinds = ActionEffects.Of(action).Preserves & Scope.EvidenceOf(action.Resource);
        return new()
        {
            Detail = "done",
            Evidence = [.. kinds.Kinds().Select(kind => new EvidenceRecord(kind, action.Resource.Id, EvidenceStatus.Secured, context.Time.GetUtcNow()))],
            Proof = action is ContainingAction ? Proof.Verified : null,
        };
    }

    public Task<Reconciliation> ReconcileAsync(TAction action, StepContext context, CancellationToken cancellationToken) =>
        Task.FromResult(Reconciliation.NotDone);
}
