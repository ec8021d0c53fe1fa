using System.Text.Json;

namespace IrSdk.Runtime;

/// <summary>What a handler is told besides its action.</summary>
public sealed record StepContext
{
    /// <summary>The incident.</summary>
    public required IncidentId Incident { get; init; }

    /// <summary>The step's id in its plan.</summary>
    public required string Step { get; init; }

    /// <summary>The same for every call of this step, and for no other: tag effects with it, and use it as deduplication key.</summary>
    public required string Key { get; init; }

    /// <summary>The attempt, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>When the step's time is up, in UTC.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>The clock. Handlers read no other.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>For restoring actions: the state that the containing handler recorded before it acted. Null: none.</summary>
    public JsonElement? PriorState { get; init; }

    /// <summary>For notifying actions: what to say. Null for all others.</summary>
    public Notice? Notice { get; init; }
}
