using System.Text.Json;
using IrSdk.Runtime;

namespace IrSdk.Simulation;

/// <summary>Gives back the state that the containing handler recorded; refuses when somebody has changed it since.</summary>
internal abstract class Restoring<TAction, TPrior>(SimulatedAccount account) : IActionHandler<TAction>
    where TAction : RestoringAction
    where TPrior : class
{
    protected AccountState World => account.World;

    public Task<StepResult> ExecuteAsync(TAction action, StepContext context, CancellationToken cancellationToken) =>
        account.CallAsync(action, context, () => Act(action, context), cancellationToken);

    public Task<Reconciliation> ReconcileAsync(TAction action, StepContext context, CancellationToken cancellationToken) =>
        Task.FromResult(World.Find<EffectTag>($"effect/{context.Key}") is null ? Reconciliation.NotDone
            : IsRestored(action, PriorOf(action, context)) ? Reconciliation.Done(Result(action))
            : Reconciliation.PartlyDone);

    /// <summary>Changes the world back.</summary>
    protected abstract void Restore(TAction action, TPrior prior, Pen pen);

    /// <summary>Whether the world is as it was before.</summary>
    protected abstract bool IsRestored(TAction action, TPrior prior);

    /// <summary>What somebody else has changed since. Null: nothing.</summary>
    protected virtual string? Drift(TAction action, TPrior prior) => null;

    private static TPrior PriorOf(TAction action, StepContext context) =>
        context.PriorState?.Deserialize<TPrior>(IrJson.Options)
        ?? throw new ProviderException($"Nothing is recorded of {action.Resource.Id.Name} before its containment; restore it by hand.", isTransient: false);

    private StepResult Act(TAction action, StepContext context)
    {
        var prior = PriorOf(action, context);
        World.Get(action.Resource.Id);
        var pen = account.Pen(context);
        if (World.Find<EffectTag>($"effect/{context.Key}") is null)
        {
            if (!IsRestored(action, prior) && Drift(action, prior) is { } drift)
            {
                throw new ProviderException($"{action.Resource.Id.Name} has changed since its containment ({drift}); look at it and restore it by hand.", isTransient: false);
            }

            pen.Write($"marks {action.Resource.Id.Name}", new EffectTag
            {
                StepKey = context.Key,
                Action = ActionEffects.Of(action).Name,
                Resource = action.Resource.Id,
            });
        }

        if (!IsRestored(action, prior))
        {
            Restore(action, prior, pen);
        }

        return Result(action);
    }

    private static StepResult Result(TAction action) => new() { Detail = $"{action.Resource.Id.Name} is as before" };
}
