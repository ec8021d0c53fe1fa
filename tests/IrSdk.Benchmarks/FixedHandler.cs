using IrSdk.Runtime;

namespace IrSdk.Benchmarks;

/// <summary>Takes one fixed time and succeeds.</summary>
internal sealed class FixedHandler<TAction>(TimeSpan latency, Calls calls) : IActionHandler<TAction>
    where TAction : ResponseAction
{
    public async Task<StepResult> ExecuteAsync(TAction action, StepContext context, CancellationToken cancellationToken)
    {
        calls.Enter(action, context);
        await Task.Delay(latency, context.Time, cancellationToken).ConfigureAwait(false);
        calls.Leave(action, context);
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
