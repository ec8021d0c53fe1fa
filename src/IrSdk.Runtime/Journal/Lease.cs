namespace IrSdk.Runtime;

/// <summary>The right to write an incident's entries, until it expires or a higher epoch is given out.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Owner">Who holds it.</param>
/// <param name="Epoch">Higher than any lease on the incident before.</param>
/// <param name="ExpiresAt">Until when, in UTC.</param>
public sealed record Lease(IncidentId Incident, string Owner, long Epoch, DateTimeOffset ExpiresAt);
