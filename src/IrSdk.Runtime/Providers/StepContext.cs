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

    /// <summary>
    /// For restoring actions: the state that the containing handler recorded before it acted. For containing actions: what an
    /// earlier call of this step kept; a handler that finds one does not read the world again for it. Null: none.
    /// </summary>
    public JsonElement? PriorState
    {
        get => Keeper?.Kept ?? field;
        init;
    }

    /// <summary>For notifying actions: what to say. Null for all others.</summary>
    public Notice? Notice { get; init; }

    /// <summary>Hears what <see cref="Retrying"/> says.</summary>
    internal Action<string>? Retried { get; init; }

    internal PriorStateKeeper? Keeper { get; init; }

    /// <summary>
    /// Says which call failed and is tried again, in a few words: "DescribeSnapshots was throttled". Where a deadline passes the step, its
    /// gap names the last one. Outside a run nobody hears it.
    /// </summary>
    /// <param name="failure">What failed. Never credentials.</param>
    public void Retrying(string failure) => Retried?.Invoke(failure);

    /// <summary>
    /// Writes the state before a containment to the journal: a containing handler reads it, keeps it, and only then changes
    /// anything, so that undo has it even when the call fails half way or the process dies. The first one kept stays.
    /// Outside a run it keeps nothing.
    /// </summary>
    /// <param name="state">What undo needs. Never credentials.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <exception cref="LeaseLostException">Another run took the incident over; change nothing.</exception>
    /// <exception cref="JournalException">It could not be written; change nothing.</exception>
    public Task KeepPriorStateAsync(JsonElement state, CancellationToken cancellationToken) =>
        Keeper?.KeepAsync(state, cancellationToken) ?? Task.CompletedTask;
}
