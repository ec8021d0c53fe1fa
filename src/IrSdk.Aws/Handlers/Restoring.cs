using System.Text.Json;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>Gives back the state that the containing handler recorded; refuses when somebody has changed it since.</summary>
/// <typeparam name="TAction">The action.</typeparam>
/// <typeparam name="TPrior">The recorded state.</typeparam>
internal abstract class Restoring<TAction, TPrior>(HandlerAccess access) : AwsHandler<TAction>(access)
    where TAction : RestoringAction
    where TPrior : class
{
    protected sealed override async Task<StepResult> ExecuteAsync(TAction action, AwsStep step, CancellationToken cancellationToken)
    {
        var prior = PriorOf(action, step);
        if (!await IsRestoredAsync(action, prior, step, cancellationToken).ConfigureAwait(false))
        {
            if (await DriftAsync(action, prior, step, cancellationToken).ConfigureAwait(false) is { } drift)
            {
                throw new ProviderException($"{action.Resource.Id.Name} has changed since its containment ({drift}); look at it and restore it by hand.", isTransient: false);
            }

            await RestoreAsync(action, prior, step, cancellationToken).ConfigureAwait(false);
            if (!await IsRestoredAsync(action, prior, step, cancellationToken).ConfigureAwait(false))
            {
                throw new ProviderException($"{action.Resource.Id.Name} does not show its former state yet; it is read again while there is time.", isTransient: true);
            }
        }

        return Result(action);
    }

    protected sealed override async Task<Reconciliation> ReconcileAsync(TAction action, AwsStep step, CancellationToken cancellationToken) =>
        await IsRestoredAsync(action, PriorOf(action, step), step, cancellationToken).ConfigureAwait(false)
            ? Reconciliation.Done(Result(action))
            : Reconciliation.PartlyDone;

    /// <summary>Gives the state back, from whatever an earlier call left.</summary>
    protected abstract Task RestoreAsync(TAction action, TPrior prior, AwsStep step, CancellationToken cancellationToken);

    /// <summary>Whether the account is as it was before.</summary>
    protected abstract Task<bool> IsRestoredAsync(TAction action, TPrior prior, AwsStep step, CancellationToken cancellationToken);

    /// <summary>What somebody else has changed since, in a few words. Null: nothing. An earlier call of this step is nobody else.</summary>
    protected virtual Task<string?> DriftAsync(TAction action, TPrior prior, AwsStep step, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);

    private static TPrior PriorOf(TAction action, AwsStep step) =>
        step.Context.PriorState?.Deserialize<TPrior>(IrJson.Options)
        ?? throw new ProviderException($"Nothing is recorded of {action.Resource.Id.Name} before its containment; restore it by hand.", isTransient: false);

    private static StepResult Result(TAction action) => new() { Detail = $"{action.Resource.Id.Name} is as before" };
}
