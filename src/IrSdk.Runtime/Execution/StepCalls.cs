using System.Collections.Immutable;
using System.Globalization;
using IrSdk.Planning;
using Polly;
using Polly.Retry;

namespace IrSdk.Runtime;

/// <summary>Calls handlers: with a time limit, with retries inside it, and with a last look for an effect whose answer was lost.</summary>
internal sealed class StepCalls
{
    private static readonly TimeSpan LookLimit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);

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

    /// <summary>How long resolving an incident again may take.</summary>
    public static TimeSpan ResolutionLimit { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The time after its limit in which a call may still return by itself.</summary>
    public static TimeSpan Grace { get; } = LookLimit + TimeSpan.FromSeconds(1);

    /// <summary>Calls a handler until it succeeds, its time is up, or trying again cannot help.</summary>
    /// <param name="action">The action.</param>
    /// <param name="context">What the handler is told; its attempt is where counting begins.</param>
    /// <param name="limit">How long it may take, retries included.</param>
    /// <param name="retriesUntilLimit">Whether only time bounds the retries.</param>
    /// <param name="isAgain">Whether it may have been done before, and is looked for first.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public async Task<CallOutcome> ExecuteAsync(ResponseAction action, StepContext context, TimeSpan limit, bool retriesUntilLimit, bool isAgain, CancellationToken cancellationToken) =>
        provider.HandlerOf(action) is not { } handler ? Unhandled(action)
        : isAgain && await LookAsync(handler, action, context, cancellationToken).ConfigureAwait(false) is { State: ReconciledState.Done } found ? new(found.Result, null, context.Attempt)
        : await ExecuteAsync(handler, action, context, limit, retriesUntilLimit, cancellationToken).ConfigureAwait(false);

    /// <summary>Tells every receiver of an action at once. It is done when one of them was told; the others are named.</summary>
    public async Task<CallOutcome> TellAsync(NotifyingAction action, StepContext context, TimeSpan limit, bool isAgain, CancellationToken cancellationToken)
    {
        var receivers = provider.ReceiversOf(action);
        if (receivers.Count == 0)
        {
            return Unhandled(action);
        }

        var outcomes = await Task.WhenAll(receivers.Select(receiver =>
            DeliverAsync(receiver, action, context, limit, isAgain, cancellationToken))).ConfigureAwait(false);
        var told = Array.Find(outcomes, outcome => outcome.Result is not null);
        var untold = receivers.Zip(outcomes).Where(one => one.Second.Result is null)
            .Select(one => new Untold(one.First.Name, one.Second.Failure ?? "failed", one.Second.IsPermanent)).ToImmutableArray();
        return (told ?? outcomes[0] with { Failure = string.Join("; ", untold.Select(one => one.Receiver.Length == 0 ? one.Reason : $"{one.Receiver}: {one.Reason}")) }) with { Untold = untold };
    }

    /// <summary>Tells one receiver, after a look whether an earlier run has told it.</summary>
    public async Task<CallOutcome> DeliverAsync(
        NoticeReceiver receiver, NotifyingAction action, StepContext context, TimeSpan limit, bool isAgain, CancellationToken cancellationToken) =>
        isAgain && await LookAsync(receiver.Handler, action, context, cancellationToken).ConfigureAwait(false) is { State: ReconciledState.Done } found
            ? new(found.Result, null, 1)
            : await ExecuteAsync(receiver.Handler, action, context, limit, retriesUntilLimit: false, cancellationToken).ConfigureAwait(false);

    private CallOutcome Unhandled(ResponseAction action) => new(null, $"{provider.Name} has no handler for '{ActionEffects.Of(action).Name}'; add one", 0);

    private async Task<CallOutcome> ExecuteAsync(
        ActionHandler handler, ResponseAction action, StepContext context, TimeSpan limit, bool retriesUntilLimit, CancellationToken cancellationToken)
    {
        var attempts = 0;
        var isPermanent = false;
        string? last = null;
        var mayHaveHappened = true;
        try
        {
            var result = await LimitedAsync(limit, token => (retriesUntilLimit ? unbounded : bounded).ExecuteAsync(
                async retried =>
                {
                    attempts++;
                    try
                    {
                        return await handler.ExecuteAsync(action, context with { Attempt = context.Attempt + attempts - 1 }, retried).ConfigureAwait(false);
                    }
                    catch (ProviderException failed)
                    {
                        (last, mayHaveHappened, isPermanent) = (failed.Message, failed.IsTransient || action is not PreservingAction, !failed.IsTransient);
                        context.Retrying(failed.Message.TrimEnd('.'));
                        throw;
                    }
                },
                token).AsTask(), cancellationToken).ConfigureAwait(false);
            return new(result, null, attempts);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (TimeoutException late)
        {
            last = last is null ? late.Message : $"{last} ({late.Message})";
        }
        catch (Exception failed)
        {
            // Whatever a handler throws is an outcome: it is journaled, and the incident goes on.
            last = failed.Message;
        }

        return mayHaveHappened && await LookAsync(handler, action, context, cancellationToken).ConfigureAwait(false) is { State: ReconciledState.Done } found
            ? new(found.Result, null, attempts)
            : new(null, last, attempts) { IsPermanent = isPermanent };
    }

    /// <summary>Looks for the effect of an earlier run's call.</summary>
    public async Task<CallOutcome> ReconcileAsync(ResponseAction action, StepContext context, CancellationToken cancellationToken)
    {
        var handlers = action is NotifyingAction notifying ? provider.ReceiversOf(notifying).Select(receiver => receiver.Handler) : provider.HandlerOf(action) is { } handler ? [handler] : [];
        var looks = await Task.WhenAll(handlers.Select(one => LookAsync(one, action, context, cancellationToken))).ConfigureAwait(false);
        var missing = looks.Where(look => look is not { State: ReconciledState.Done }).ToList();
        var found = missing.Count > 0 ? missing[0] : looks.FirstOrDefault();
        return found is { State: ReconciledState.Done }
            ? new(found.Result, null, context.Attempt)
            : new(null, null, context.Attempt) { Missing = found?.State ?? ReconciledState.PartlyDone };
    }

    /// <summary>Waits for what goes on after a capture ended.</summary>
    public Task<CallOutcome> CompleteAsync(StepState step, StepContext context, TimeSpan limit, CancellationToken cancellationToken) =>
        FailureAsync(limit, async token =>
            (await provider.HandlerOf(step.Step.Action)!.CompleteAsync(step.Step.Action, step.Result!, context, token).ConfigureAwait(false)).Failure, cancellationToken);

    /// <summary>Looks whether a containment still holds; its drift is the outcome's failure.</summary>
    public Task<CallOutcome> CheckAsync(StepState step, StepContext context, CancellationToken cancellationToken) =>
        FailureAsync(LookLimit, async token =>
            (await provider.HandlerOf(step.Step.Action)!.CheckHoldingAsync(step.Step.Action, step.Result!, context, token).ConfigureAwait(false)).Drift, cancellationToken);

    /// <summary>Asks whether a plan's steps are permitted; that it cannot be asked is an answer too.</summary>
    public async Task<CallOutcome> PreflightAsync(IPreflight preflight, Plan plan, CancellationToken cancellationToken)
    {
        try
        {
            return new(null, null, 1) { Preflight = await LimitedAsync(LookLimit, token => preflight.CheckAsync(plan, token), cancellationToken).ConfigureAwait(false) };
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            // As above: an outcome to journal.
            return new(null, null, 1) { Preflight = new([], failed.Message) };
        }
    }

    private async Task<Reconciliation?> LookAsync(ActionHandler handler, ResponseAction action, StepContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await LimitedAsync(LookLimit, token => bounded.ExecuteAsync(
                async retried => await handler.ReconcileAsync(action, context, retried).ConfigureAwait(false), token).AsTask(), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Not to know is not to have done: the step runs again, and its handler finds what is there.
            return null;
        }
    }

    private async Task<CallOutcome> FailureAsync(TimeSpan limit, Func<CancellationToken, Task<string?>> call, CancellationToken cancellationToken)
    {
        try
        {
            return new(null, await LimitedAsync(limit, call, cancellationToken).ConfigureAwait(false), 1);
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            // As above: an outcome to journal.
            return new(null, failed.Message, 1) { IsUnclear = true };
        }
    }

    /// <summary>
    /// Stops waiting when the time is up, whether or not the call heeds its cancellation; what it still does then is nobody's outcome.
    /// Not to wait for the cancelled call also keeps a drill on its thread: the runtime resumes cancelled delays elsewhere.
    /// </summary>
    public async Task<T> LimitedAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var called = call(stop.Token);
            var ended = called.IsCompleted ? called : await Task.WhenAny(called, Task.Delay(limit > Least ? limit : Least, time, stop.Token)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return ended == called ? await called.ConfigureAwait(false) : throw new TimeoutException($"timed out after {Seconds(limit)}");
        }
        finally
        {
            Cancel(stop);
        }
    }

    private static void Cancel(CancellationTokenSource source) => source.Cancel();

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
