using System.Collections.Immutable;
using System.Text.Json;
using IrSdk.Runtime;

namespace IrSdk.Simulation;

/// <summary>Marks its effect with the step's key and the state before, acts, and proves by reading the world again.</summary>
internal abstract class Containing<TAction>(SimulatedAccount account) : IActionHandler<TAction>
    where TAction : ContainingAction
{
    protected SimulatedAccount Simulated { get; } = account;

    protected AccountState World => Simulated.World;

    public async Task<StepResult> ExecuteAsync(TAction action, StepContext context, CancellationToken cancellationToken)
    {
        World.Get(action.Resource.Id);
        if (context.PriorState is null && Prior(action) is { } prior)
        {
            await context.KeepPriorStateAsync(JsonSerializer.SerializeToElement(prior, prior.GetType(), IrJson.Options), cancellationToken).ConfigureAwait(false);
        }

        return await Simulated.CallAsync(action, context, () => Act(action, context), cancellationToken).ConfigureAwait(false);
    }

    public Task<Reconciliation> ReconcileAsync(TAction action, StepContext context, CancellationToken cancellationToken) =>
        Task.FromResult(World.Find<EffectTag>($"effect/{context.Key}") is not { } effect ? Reconciliation.NotDone
            : !IsInForce(action) ? Reconciliation.PartlyDone
            : Reconciliation.Done(ResultOf(action, effect)));

    public Task<Holding> CheckHoldingAsync(TAction action, StepResult result, StepContext context, CancellationToken cancellationToken) =>
        Task.FromResult(IsInForce(action) ? Holding.Holds : Holding.Drifted(Drift(action)));

    /// <summary>The state before, as undo needs it. Null: nothing takes it back.</summary>
    protected abstract object? Prior(TAction action);

    /// <summary>Changes the world, from whatever state it is in.</summary>
    protected abstract void Apply(TAction action, Pen pen);

    /// <summary>Whether the world shows it.</summary>
    protected abstract bool IsInForce(TAction action);

    protected abstract string Detail(TAction action);

    protected virtual ImmutableArray<string> Breaks(TAction action) => [];

    protected virtual string Drift(TAction action) => $"{ActionEffects.Of(action).Phrase} of {action.Resource.Id.Name} was taken back";

    private StepResult Act(TAction action, StepContext context)
    {
        var pen = Simulated.Pen(context, contains: true);
        if (World.Find<EffectTag>($"effect/{context.Key}") is not { } effect)
        {
            World.Get(action.Resource.Id);
            effect = new()
            {
                StepKey = context.Key,
                Action = ActionEffects.Of(action).Name,
                Resource = action.Resource.Id,
                Prior = Prior(action) is { } prior ? JsonSerializer.SerializeToElement(prior, prior.GetType(), IrJson.Options) : null,
            };
            (pen with { Contains = false }).Write($"marks {action.Resource.Id.Name}", effect);
        }

        if (!IsInForce(action))
        {
            Apply(action, pen);
        }

        return ResultOf(action, effect);
    }

    private StepResult ResultOf(TAction action, EffectTag effect) => new()
    {
        Detail = Detail(action),
        Proof = IsInForce(action) ? Proof.Verified : Proof.Unverified,
        PriorState = effect.Prior,
        Breaks = Breaks(action),
    };
}
