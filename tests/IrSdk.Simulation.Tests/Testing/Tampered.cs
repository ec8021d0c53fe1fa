using IrSdk.Runtime;
using IrSdk.Testing;

namespace IrSdk.Simulation.Tests;

/// <summary>A handler that does something else than the account's own, or says something else.</summary>
internal sealed class Tampered<TAction>(ActionHandler honest, Tampered<TAction>.Execute execute) : IActionHandler<TAction>
    where TAction : ResponseAction
{
    public delegate Task<StepResult> Execute(TAction action, StepContext context, Func<StepContext, Task<StepResult>> honestly);

    public Task<StepResult> ExecuteAsync(TAction action, StepContext context, CancellationToken cancellationToken) =>
        execute(action, context, changed => honest.ExecuteAsync(action, changed, cancellationToken));

    public Task<Reconciliation> ReconcileAsync(TAction action, StepContext context, CancellationToken cancellationToken) =>
        honest.ReconcileAsync(action, context, cancellationToken);

    public Task<Completion> CompleteAsync(TAction action, StepResult result, StepContext context, CancellationToken cancellationToken) =>
        honest.CompleteAsync(action, result, context, cancellationToken);

    public Task<Holding> CheckHoldingAsync(TAction action, StepResult result, StepContext context, CancellationToken cancellationToken) =>
        honest.CheckHoldingAsync(action, result, context, cancellationToken);
}

internal static class TamperedDrills
{
    /// <summary>The same drill with another handler of an action type in the playbook's account.</summary>
    public static Drill With<TAction>(this Drill drill, TAction any, Tampered<TAction>.Execute execute)
        where TAction : ResponseAction =>
        drill.Preparing(account => account.Provider.Handle(new Tampered<TAction>(account.Provider.HandlerOf(any)!, execute)));
}
