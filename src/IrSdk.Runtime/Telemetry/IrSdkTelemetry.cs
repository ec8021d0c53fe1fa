namespace IrSdk.Runtime;

/// <summary>What the engine tells of itself, for whoever listens; without a listener it costs nothing.</summary>
public static class IrSdkTelemetry
{
    /// <summary>
    /// The name of the activity source and of the meters. Spans: <c>incident</c> (from acceptance to containment), <c>alert</c>, <c>plan</c>
    /// and <c>step</c>, one trace an incident, whichever process runs it. Ids, kinds and counts only: no text of an alert and no secret.
    /// </summary>
    public const string Name = "IrSdk";
}
