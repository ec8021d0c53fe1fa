using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>A handler whose calls enter the account of the action's resource.</summary>
internal abstract class AwsHandler<TAction>(HandlerAccess access) : IActionHandler<TAction>
    where TAction : ResponseAction
{
    protected AwsOptions Options => access.Accounts.Options;

    public Task<StepResult> ExecuteAsync(TAction action, StepContext context, CancellationToken cancellationToken) =>
        access.RunAsync(action, context, step => ExecuteAsync(action, step, cancellationToken), cancellationToken);

    public Task<Reconciliation> ReconcileAsync(TAction action, StepContext context, CancellationToken cancellationToken) =>
        access.RunAsync(action, context, step => ReconcileAsync(action, step, cancellationToken), cancellationToken);

    /// <summary>The manifest is written here and not before: no containment waits for it.</summary>
    public Task<Completion> CompleteAsync(TAction action, StepResult result, StepContext context, CancellationToken cancellationToken) =>
        access.RunAsync(
            action,
            context,
            async step =>
            {
                if (action is not PreservingAction)
                {
                    return await CompleteAsync(action, result, step, cancellationToken).ConfigureAwait(false);
                }

                await step.Evidence.ListAsync(context, result.Evidence, cancellationToken).ConfigureAwait(false);
                var completion = await CompleteAsync(action, result, step, cancellationToken).ConfigureAwait(false);
                await step.Evidence.ListAsync(context, [], cancellationToken).ConfigureAwait(false);
                return completion;
            },
            cancellationToken);

    public Task<Holding> CheckHoldingAsync(TAction action, StepResult result, StepContext context, CancellationToken cancellationToken) =>
        access.RunAsync(action, context, step => CheckHoldingAsync(action, result, step, cancellationToken), cancellationToken);

    protected abstract Task<StepResult> ExecuteAsync(TAction action, AwsStep step, CancellationToken cancellationToken);

    protected abstract Task<Reconciliation> ReconcileAsync(TAction action, AwsStep step, CancellationToken cancellationToken);

    protected virtual Task<Completion> CompleteAsync(TAction action, StepResult result, AwsStep step, CancellationToken cancellationToken) =>
        Task.FromResult(Completion.Done);

    protected virtual Task<Holding> CheckHoldingAsync(TAction action, StepResult result, AwsStep step, CancellationToken cancellationToken) =>
        Task.FromResult(Holding.Holds);
}
