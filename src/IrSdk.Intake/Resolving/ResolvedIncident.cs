using System.Collections.Immutable;

namespace IrSdk.Intake;

/// <summary>An incident with everything that resolution found, and what it could not find out.</summary>
/// <param name="Incident">The incident; its resources are what must be acted on, each once.</param>
/// <param name="Unresolved">One sentence for each look-up that failed or was cut short; belongs on the page and in the journal.</param>
public sealed record ResolvedIncident(Incident Incident, ImmutableArray<string> Unresolved);
