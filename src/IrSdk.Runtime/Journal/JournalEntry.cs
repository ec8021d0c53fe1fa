using System.Text.Json;

namespace IrSdk.Runtime;

/// <summary>What is to be written.</summary>
/// <param name="Incident">The incident. Null: about the whole journal (a freeze).</param>
/// <param name="Kind">What it says, such as <c>step.intended</c>.</param>
/// <param name="Version">The version of the payload's shape, from 1.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Payload">The facts. Never credentials.</param>
public sealed record JournalEntry(IncidentId? Incident, string Kind, int Version, DateTimeOffset At, JsonElement Payload);
