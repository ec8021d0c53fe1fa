using IrSdk.Runtime;

namespace IrSdk.Connectors;

/// <summary>Tells a receiver, and looks for what it was told before.</summary>
internal sealed class Telling<TAction>(
    Func<TAction, StepContext, CancellationToken, Task<StepResult>> tell, Func<TAction, StepContext, CancellationToken, Task<Reconciliation>> look) : IActionHandler<TAction>
    where TAction : NotifyingAction
{
    /// <summary>For receivers that cannot be asked: they are told again, and know a notice by its key.</summary>
    public Telling(Func<TAction, StepContext, CancellationToken, Task<StepResult>> tell)
        : this(tell, static (_, _, _) => Task.FromResult(Reconciliation.NotDone)) { }

    public Task<StepResult> ExecuteAsync(TAction action, StepContext context, CancellationToken cancellationToken) => tell(action, context, cancellationToken);

    public Task<Reconciliation> ReconcileAsync(TAction action, StepContext context, CancellationToken cancellationToken) => look(action, context, cancellationToken);
}
