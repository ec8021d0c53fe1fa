using System.Globalization;
using Polly;
using Polly.Retry;

namespace IrSdk.Runtime;

/// <summary>Calls handlers: with a time limit, with retries inside it, and with a last look for an effect whose answer was lost.</summary>
internal sealed class StepCalls
{
    private static readonly TimeSpan LookLimit = TimeSpan.FromSeconds(10);

    private readonly Provider provider;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline bounded;
    private readonly ResiliencePipeline unbounded;

    public StepCalls(Provider provider, ResponderOptions options)
    {
        (this.provider, time) = (provider, options.Time);
        bounded = options.RetryAttempts > 0 ? Retrying(options, options.RetryAttempts) : ResiliencePipeline.Empty;
        unbounded = Retrying(options, int.MaxValue);
    }

    /// <summary>The time after its limit in which a call may still return by itself.</summary>
    public static TimeSpan Grace { get; } = LookLimit + TimeSpan.FromSeconds(1);

    /// <summary>Calls a handler until it succeeds, its time is up, or trying again cannot help.</summary>
    /// <param name="action">The action.</param>
    /// <param name="context">What the handler is told; its attempt is where counting begins.</param>
    /// <param name="limit">How long it may take, retries included.</param>
    /// <param name="retriesUntilLimit">Whether only time bounds the retries.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public async Task<CallOutcome> ExecuteAsync(
        ResponseAction action, StepContext context, TimeSpan limit, bool retriesUntilLimit, CancellationToken cancellationToken)
    {
        if (provider.HandlerOf(action) is not { } handler)
        {
            return new(null, $"{provider.Name} has no handler for '{ActionEffects.Of(action).Name}'; add one", 0);
        }

        var attempts = 0;
        string? last = null;
        var mayHaveHappened = true;
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            var result = await (retriesUntilLimit ? unbounded : bounded).ExecuteAsync(
                async token =>
                {
                    attempts++;
                    try
                    {
                        return await handler.ExecuteAsync(action, context with { Attempt = context.Attempt + attempts - 1 }, token).ConfigureAwait(false);
                    }
                    catch (ProviderException failed)
                    {
                        (last, mayHaveHappened) = (failed.Message, failed.IsTransient);
                        throw;
                    }
                },
                either.Token).ConfigureAwait(false);
            return new(result, null, attempts);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            last = last is null ? $"timed out after {Seconds(limit)}" : $"{last} (timed out after {Seconds(limit)})";
        }
        catch (Exception failed)
        {
            // Whatever a handler throws is an outcome: it is journaled, and the incident goes on.
            last = failed.Message;
        }

        return mayHaveHappened && await LookAsync(handler, action, context, cancellationToken).ConfigureAwait(false) is { State: ReconciledState.Done } found
            ? new(found.Result, null, attempts)
            : new(null, last, attempts);
    }

    /// <summary>Looks for the effect of an earlier run's call.</summary>
    public async Task<CallOutcome> ReconcileAsync(ResponseAction action, StepContext context, CancellationToken cancellationToken)
    {
        var found = provider.HandlerOf(action) is { } handler
            ? await LookAsync(handler, action, context, cancellationToken).ConfigureAwait(false)
            : null;
        return found is { State: ReconciledState.Done }
            ? new(found.Result, null, context.Attempt)
            : new(null, null, context.Attempt) { Missing = found?.State ?? ReconciledState.PartlyDone };
    }

    /// <summary>Waits for what goes on after a capture ended.</summary>
    public Task<CallOutcome> CompleteAsync(StepState step, StepContext context, TimeSpan limit, CancellationToken cancellationToken) =>
        LimitedAsync(limit, async token =>
            (await provider.HandlerOf(step.Step.Action)!.CompleteAsync(step.Step.Action, step.Result!, context, token).ConfigureAwait(false)).Failure, cancellationToken);

    /// <summary>Looks whether a containment still holds; its drift is the outcome's failure.</summary>
    public Task<CallOutcome> CheckAsync(StepState step, StepContext context, CancellationToken cancellationToken) =>
        LimitedAsync(LookLimit, async token =>
            (await provider.HandlerOf(step.Step.Action)!.CheckHoldingAsync(step.Step.Action, step.Result!, context, token).ConfigureAwait(false)).Drift, cancellationToken);

    private async Task<Reconciliation?> LookAsync(ActionHandler handler, ResponseAction action, StepContext context, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(LookLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await bounded.ExecuteAsync(
                async token => await handler.ReconcileAsync(action, context, token).ConfigureAwait(false), either.Token).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Not to know is not to have done: the step runs again, and its handler finds what is there.
            return null;
        }
    }

    private async Task<CallOutcome> LimitedAsync(TimeSpan limit, Func<CancellationToken, Task<string?>> call, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return new(null, await call(either.Token).ConfigureAwait(false), 1);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(null, $"gave no answer in {Seconds(limit)}", 1);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // As above: an outcome to journal.
            return new(null, failed.Message, 1);
        }
    }

    public static string Seconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###} s");

    private static ResiliencePipeline Retrying(ResponderOptions options, int attempts) =>
        new ResiliencePipelineBuilder { TimeProvider = options.Time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<ProviderException>(failed => failed.IsTransient),
                MaxRetryAttempts = attempts,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Randomizer = options.Jitter,
                Delay = options.RetryDelay,
                MaxDelay = TimeSpan.FromSeconds(10),
            })
            .Build();
}
