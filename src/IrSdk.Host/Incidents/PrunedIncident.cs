using System.Globalization;
using IrSdk.Runtime;

namespace IrSdk.Host.Incidents;

/// <summary>An incident of which only the chain is left.</summary>
internal static class PrunedIncident
{
    /// <returns>What is still known of it, in a sentence. Null: it is not in the journal, or all of it is.</returns>
    public static async Task<string?> SayAsync(IJournal journal, IncidentId incident, CancellationToken cancellation) =>
        await journal.ReadAsync(0, incident, cancellation).ConfigureAwait(false) is { IsEmpty: false } records && records.Any(record => record.Payload is null)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Incident {incident} ended on {records[^1].At.UtcDateTime:d MMMM yyyy}, and what the journal said of it was removed when it was old, as Retention:Payloads says; its {records.Length} entries still prove that nothing else was changed, and its evidence is where it was stored.")
            : null;
}
