using IrSdk.Runtime;

namespace IrSdk.Benchmarks.Aws;

/// <summary>Says for which step a provider's handler is called; completions, which nothing waits for, are not watched.</summary>
internal sealed class WatchedHandler<TAction>(Provider provider, WatchedCalls log) : IActionHandler<TAction>
    where TAction : ResponseAction
{
    public Task<StepResult> ExecuteAsync(TAction action, StepContext context, CancellationToken cancellationToken)
    {
        log.Enter(context.Step);
        return provider.HandlerOf(action)!.ExecuteAsync(action, context, cancellationToken);
    }

    public Task<Reconciliation> ReconcileAsync(TAction action, StepContext context, CancellationToken cancellationToken) =>
        provider.HandlerOf(action)!.ReconcileAsync(action, context, cancellationToken);
}
