using System.Text.Json;

namespace IrSdk.Runtime;

/// <summary>An entry as it stands in the journal.</summary>
/// <param name="Sequence">Its place, from 1, without gaps.</param>
/// <param name="Incident">The incident. Null: about the whole journal.</param>
/// <param name="Epoch">The writer's fencing epoch; 0 for a human's entry.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Version">The version of the payload's shape.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Payload">The facts. Null: pruned by retention; the chain still holds.</param>
/// <param name="Hash">The chain up to and including this entry, in lower-case hexadecimal.</param>
public sealed record JournalRecord(
    long Sequence, IncidentId? Incident, long Epoch, string Kind, int Version, DateTimeOffset At, JsonElement? Payload, string Hash);
