namespace IrSdk.Runtime;

/// <summary>A handler seen without its action's type.</summary>
public abstract class ActionHandler
{
    private protected ActionHandler() { }

    /// <inheritdoc cref="IActionHandler{TAction}.ExecuteAsync"/>
    public abstract Task<StepResult> ExecuteAsync(ResponseAction action, StepContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="IActionHandler{TAction}.ReconcileAsync"/>
    public abstract Task<Reconciliation> ReconcileAsync(ResponseAction action, StepContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="IActionHandler{TAction}.CompleteAsync"/>
    public abstract Task<Completion> CompleteAsync(ResponseAction action, StepResult result, StepContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="IActionHandler{TAction}.CompleteNotBefore"/>
    public abstract DateTimeOffset? CompleteNotBefore(ResponseAction action, StepResult result);

    /// <inheritdoc cref="IActionHandler{TAction}.CheckHoldingAsync"/>
    public abstract Task<Holding> CheckHoldingAsync(ResponseAction action, StepResult result, StepContext context, CancellationToken cancellationToken);
}

internal sealed class ActionHandler<TAction>(IActionHandler<TAction> handler) : ActionHandler
    where TAction : ResponseAction
{
    public override Task<StepResult> ExecuteAsync(ResponseAction action, StepContext context, CancellationToken cancellationToken) =>
        handler.ExecuteAsync((TAction)action, context, cancellationToken);

    public override Task<Reconciliation> ReconcileAsync(ResponseAction action, StepContext context, CancellationToken cancellationToken) =>
        handler.ReconcileAsync((TAction)action, context, cancellationToken);

    public override Task<Completion> CompleteAsync(ResponseAction action, StepResult result, StepContext context, CancellationToken cancellationToken) =>
        handler.CompleteAsync((TAction)action, result, context, cancellationToken);

    public override DateTimeOffset? CompleteNotBefore(ResponseAction action, StepResult result) =>
        handler.CompleteNotBefore((TAction)action, result);

    public override Task<Holding> CheckHoldingAsync(ResponseAction action, StepResult result, StepContext context, CancellationToken cancellationToken) =>
        handler.CheckHoldingAsync((TAction)action, result, context, cancellationToken);
}
