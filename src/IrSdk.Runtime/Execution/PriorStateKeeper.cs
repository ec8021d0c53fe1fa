using System.Collections.Concurrent;
using System.Text.Json;

namespace IrSdk.Runtime;

/// <summary>Writes what a handler found before it changes it, on the handler's own thread; the run folds it when it next looks.</summary>
internal sealed class PriorStateKeeper(StepState step, IJournal journal, LeaseKeeper lease, TimeProvider time, ConcurrentQueue<JournalRecord> written)
{
    public JsonElement? Kept { get; private set; } = step.PriorState;

    public async Task KeepAsync(JsonElement state, CancellationToken cancellationToken)
    {
        if (Kept is not null)
        {
            return;
        }

        var kept = new PriorStateKept(step.Plan.Number, step.Step.Id, step.Key, step.Action, step.Step.Action.Resource.Id, state);
        foreach (var record in await journal.AppendAsync(
            [Payload.Entry(step.Plan.Plan.Incident, JournalKinds.PriorStateKept, time.GetUtcNow(), kept)], lease.Lease, cancellationToken).ConfigureAwait(false))
        {
            written.Enqueue(record);
        }

        Kept = state;
    }
}
