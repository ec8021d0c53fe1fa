using System.Collections.Immutable;
using System.Text.Json;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>Reads the state before, keeps it in the journal, changes what is to be changed, and proves it by reading again.</summary>
/// <typeparam name="TAction">The action.</typeparam>
/// <typeparam name="TPrior">The state before, as undo needs it. Never credentials.</typeparam>
internal abstract class Containing<TAction, TPrior>(HandlerAccess access) : AwsHandler<TAction>(access)
    where TAction : ContainingAction
    where TPrior : class
{
    private static readonly TimeSpan Follows = TimeSpan.FromSeconds(5);

    protected sealed override async Task<StepResult> ExecuteAsync(TAction action, AwsStep step, CancellationToken cancellationToken)
    {
        if (PriorOf(step) is not { } prior)
        {
            prior = await ReadAsync(action, step, cancellationToken).ConfigureAwait(false);
            await step.Context.KeepPriorStateAsync(JsonSerializer.SerializeToElement(prior, IrJson.Options), cancellationToken).ConfigureAwait(false);
        }

        await ApplyAsync(action, prior, step, cancellationToken).ConfigureAwait(false);
        return await ResultAsync(action, prior, step, await SettledAsync(action, prior, step, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Nothing is changed before the state before is kept, so where none is kept nothing was done.</summary>
    protected sealed override async Task<Reconciliation> ReconcileAsync(TAction action, AwsStep step, CancellationToken cancellationToken) =>
        PriorOf(step) is not { } prior ? Reconciliation.NotDone
        : await DriftAsync(action, prior, step, cancellationToken).ConfigureAwait(false) is not null ? Reconciliation.PartlyDone
        : Reconciliation.Done(await ResultAsync(action, prior, step, null, cancellationToken).ConfigureAwait(false));

    protected sealed override async Task<Holding> CheckHoldingAsync(TAction action, StepResult result, AwsStep step, CancellationToken cancellationToken)
    {
        var prior = PriorOf(step) ?? result.PriorState?.Deserialize<TPrior>(IrJson.Options);
        return prior is not null && await DriftAsync(action, prior, step, cancellationToken).ConfigureAwait(false) is { } drift
            ? Holding.Drifted(drift)
            : Holding.Holds;
    }

    /// <summary>The state before.</summary>
    protected abstract Task<TPrior> ReadAsync(TAction action, AwsStep step, CancellationToken cancellationToken);

    /// <summary>Contains, from whatever state an earlier call left.</summary>
    protected abstract Task ApplyAsync(TAction action, TPrior prior, AwsStep step, CancellationToken cancellationToken);

    /// <summary>What of the containment the account does not show, in a few words: "the deny was detached". Null: it shows all.</summary>
    protected abstract Task<string?> DriftAsync(TAction action, TPrior prior, AwsStep step, CancellationToken cancellationToken);

    /// <summary>What was done, in a few words.</summary>
    protected abstract string Detail(TAction action, TPrior prior);

    /// <summary>What an account that shows the containment proves. Default: that it holds.</summary>
    protected virtual Proof ProofOf(TAction action) => Proof.Verified;

    /// <summary>What stops working for others, in sentences.</summary>
    protected virtual Task<ImmutableArray<string>> BreaksAsync(TAction action, TPrior prior, AwsStep step, CancellationToken cancellationToken) =>
        Task.FromResult(ImmutableArray<string>.Empty);

    /// <summary>What was just changed may not show at once: IAM and EC2 answer from copies that follow within seconds.</summary>
    private async Task<string?> SettledAsync(TAction action, TPrior prior, AwsStep step, CancellationToken cancellationToken)
    {
        var time = step.Context.Time;
        var until = time.GetUtcNow() + Follows;
        for (var pause = TimeSpan.FromMilliseconds(100); ; pause *= 2)
        {
            var drift = await DriftAsync(action, prior, step, cancellationToken).ConfigureAwait(false);
            var next = time.GetUtcNow() + pause;
            if (drift is null || next >= until || next >= step.Context.Deadline)
            {
                return drift;
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static TPrior? PriorOf(AwsStep step) => step.Context.PriorState?.Deserialize<TPrior>(IrJson.Options);

    private async Task<StepResult> ResultAsync(TAction action, TPrior prior, AwsStep step, string? drift, CancellationToken cancellationToken) => new()
    {
        Detail = drift is null ? Detail(action, prior) : $"{Detail(action, prior)}, but {drift}",
        Proof = drift is null ? ProofOf(action) : Proof.Unverified,
        PriorState = JsonSerializer.SerializeToElement(prior, IrJson.Options),
        Breaks = await BreaksAsync(action, prior, step, cancellationToken).ConfigureAwait(false),
    };
}
