using System.Text.Json;
using IrSdk.Planning;

namespace IrSdk.Runtime;

/// <summary>Where a step stands, as the journal tells.</summary>
internal sealed class StepState(PlanState plan, Step step)
{
    public PlanState Plan { get; } = plan;

    public Step Step { get; } = step;

    /// <summary>The same for every call of this step, and for no other.</summary>
    public string Key { get; } = $"{plan.Plan.Incident}/{plan.Number}/{step.Id}";

    public string Action => ActionEffects.Of(Step.Action).Name;

    /// <summary>The longest chain of timeouts after this step that ends in a containing step.</summary>
    public TimeSpan Tail { get; set; }

    public StepStatus Status { get; set; } = StepStatus.Waiting;

    public int Intents { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When its handler was last called: its time counts from here.</summary>
    public DateTimeOffset? CalledAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public StepResult? Result { get; set; }

    /// <summary>What a containing handler found before it changed anything.</summary>
    public JsonElement? PriorState { get; set; }

    public string? Detail { get; set; }

    public string? Rule { get; set; }

    /// <summary>Who lacks which permission for it, as the provider said before it ran. Null: nothing is known to be missing.</summary>
    public string? Lacks { get; set; }

    /// <summary>Which of its handler's calls failed last and is tried again, as far as this run heard. Null: none did.</summary>
    public string? LastFailure { get; set; }

    public StepHeld? Held { get; set; }

    public long HeldSequence { get; set; }

    /// <summary>Whether what waits for it may pass although it has not ended: its gap is journaled.</summary>
    public bool IsPassed { get; set; }

    /// <summary>Whether this run still looks for what an earlier one did: until then nothing passes it, however late it is.</summary>
    public bool IsReconciling { get; set; }

    public bool IsCompleted { get; set; }

    public bool IsUndone { get; set; }

    public bool IsPreserving => Step.Action is PreservingAction;

    /// <summary>Whether it takes something away or gives it back: what guards and freezes are about.</summary>
    public bool IsActing => Step.Action is ContainingAction or RestoringAction;

    public bool IsPending => Status is StepStatus.Waiting or StepStatus.Held;

    public bool HasEnded => Status is not (StepStatus.Waiting or StepStatus.Held or StepStatus.Running);

    public bool HasSucceeded => Status is StepStatus.Secured or StepStatus.Done;

    /// <summary>Whether it changed something that can be taken back, all of it or half.</summary>
    public bool IsUndoable => !IsUndone && HasEnded && PriorState is not null && ActionEffects.Of(Step.Action).UndoneBy is not null;

    public bool MayContinue => IsPreserving && Step.OnFailure.WaitAtMost is null;

    public string Name => $"{Step.Phrase} {Step.Action.Resource.Id.Name}";

    /// <summary>The kinds of evidence that it is there to secure.</summary>
    public IEnumerable<Evidence> Kinds => (Step.Preserves & Scope.EvidenceOf(Step.Action.Resource)).Kinds();
}
