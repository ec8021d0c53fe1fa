namespace IrSdk.Runtime;

/// <summary>Does one type of action, in a provider.</summary>
/// <remarks>
/// A handler is called at least once for each step, and may be called again after a crash: it must find its own earlier
/// effect (by the step's key, by state) rather than double it.
/// </remarks>
/// <typeparam name="TAction">The action type.</typeparam>
public interface IActionHandler<in TAction>
    where TAction : ResponseAction
{
    /// <summary>Does it.</summary>
    /// <returns>What came of it. A preserving action returns once its evidence can no longer be lost.</returns>
    /// <exception cref="ProviderException">The provider refused or failed, and whether trying again may help.</exception>
    Task<StepResult> ExecuteAsync(TAction action, StepContext context, CancellationToken cancellationToken);

    /// <summary>Looks whether an earlier call, whose answer was never journaled, had its effect. Changes nothing.</summary>
    Task<Reconciliation> ReconcileAsync(TAction action, StepContext context, CancellationToken cancellationToken);

    /// <summary>Waits for what goes on after the evidence was secured, such as a snapshot's completion. Default: nothing does.</summary>
    Task<Completion> CompleteAsync(TAction action, StepResult result, StepContext context, CancellationToken cancellationToken) =>
        Task.FromResult(Completion.Done);

    /// <summary>Before when what goes on cannot be complete, such as the time that logs are delivered by. Default: nothing is known.</summary>
    DateTimeOffset? CompleteNotBefore(TAction action, StepResult result) => null;

    /// <summary>Looks whether a containment still holds. Changes nothing. Default: it does.</summary>
    Task<Holding> CheckHoldingAsync(TAction action, StepResult result, StepContext context, CancellationToken cancellationToken) =>
        Task.FromResult(Holding.Holds);
}
