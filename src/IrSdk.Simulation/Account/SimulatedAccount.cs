using System.Collections.Concurrent;
using IrSdk.Runtime;

namespace IrSdk.Simulation;

/// <summary>A simulated account as a provider: a handler for every built-in action over a world that can be looked at.</summary>
public sealed class SimulatedAccount
{
    private readonly ConcurrentDictionary<string, int> calls = new();
    private readonly int seed;
    private readonly LatencyProfile latency;
    private readonly FaultPlan faults;

    /// <summary>An account over a world.</summary>
    /// <param name="world">The world.</param>
    /// <param name="time">The clock that latencies pass on.</param>
    /// <param name="seed">Decides latencies and faults; the same seed gives the same ones, whatever the order of the calls.</param>
    /// <param name="latency">How long each action takes. Null: plausible times.</param>
    /// <param name="faults">What goes wrong. Null: nothing.</param>
    public SimulatedAccount(AccountState world, TimeProvider time, int seed = 0, LatencyProfile? latency = null, FaultPlan? faults = null)
    {
        (World, Time, this.seed) = (world, time, seed);
        this.latency = latency ?? LatencyProfile.Plausible;
        this.faults = faults ?? FaultPlan.None;
        Provider = Handlers.AddTo(new Provider("simulated", new SimulatedDirectory(world)), this);
    }

    /// <summary>The world.</summary>
    public AccountState World { get; }

    /// <summary>The account as a provider, named <c>simulated</c>.</summary>
    public Provider Provider { get; }

    internal TimeProvider Time { get; }

    internal Pen Pen(StepContext context, bool contains = false) =>
        new(World, Time, Actor.Response) { StepKey = context.Key, Contains = contains };

    /// <summary>Calls the account: it takes its time, may go wrong, and then does it at one moment.</summary>
    internal async Task<StepResult> CallAsync(ResponseAction action, StepContext context, Func<StepResult> act, CancellationToken cancellationToken)
    {
        var name = ActionEffects.Of(action).Name;
        var call = calls.AddOrUpdate(context.Key, 1, static (_, before) => before + 1);
        var fault = faults.Of(action, seed, context.Key, call);
        try
        {
            await WaitAsync(latency.Of(name, seed, $"{context.Key} {call}"), fault, cancellationToken).ConfigureAwait(false);
            if (Refusal(fault, action) is { } refusal)
            {
                throw refusal;
            }

            var result = World.Atomically(act);
            World.Record(new(Time.GetUtcNow(), context.Key, action, fault, null));
            return fault?.Kind == FaultKind.AnswerLost
                ? throw new ProviderException($"The account's answer to {name} of {action.Resource.Id.Name} was lost; look for its effect before trying again.", isTransient: true)
                : result;
        }
        catch (Exception failure) when (failure is ProviderException or OperationCanceledException)
        {
            var why = failure is ProviderException ? failure.Message : "ran out of time";
            World.Record(new(Time.GetUtcNow(), context.Key, action, fault, why));
            throw;
        }
    }

    /// <summary>Waits for what goes on after a step. Returns why it failed, or null.</summary>
    internal async Task<string?> CompleteAsync(ResponseAction action, StepContext context, CancellationToken cancellationToken)
    {
        var wait = latency.Completion * Chance.Around1(seed, $"completion {context.Key}", latency.Jitter);
        if (wait > TimeSpan.Zero)
        {
            await Waiting.ForAsync(wait, Time, cancellationToken).ConfigureAwait(false);
        }

        var fault = faults.Of(action, seed, context.Key, 1);
        if (fault?.Kind != FaultKind.CompletionFails)
        {
            return null;
        }

        const string Failure = "copying ended in error";
        World.Record(new(Time.GetUtcNow(), context.Key, action, fault, Failure));
        return Failure;
    }

    private async Task WaitAsync(TimeSpan usual, Fault? fault, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var wait = fault?.Kind switch
        {
            FaultKind.Slow => usual * fault.Factor,
            FaultKind.Throttled or FaultKind.Denied => usual < Soon ? usual : Soon,
            _ => usual,
        };
        if (wait > TimeSpan.Zero)
        {
            await Waiting.ForAsync(wait, Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(150);

    private static ProviderException? Refusal(Fault? fault, ResponseAction action)
    {
        var what = $"{ActionEffects.Of(action).Phrase} of {action.Resource.Id.Name}";
        return fault?.Kind switch
        {
            FaultKind.Throttled => new($"The account has too many calls to {what}; try again later.", isTransient: true),
            FaultKind.Fails => new($"The account failed to {what}; try again.", isTransient: true),
            FaultKind.Denied => new($"The responder may not {what}; give its role the permission.", isTransient: false),
            _ => null,
        };
    }
}
