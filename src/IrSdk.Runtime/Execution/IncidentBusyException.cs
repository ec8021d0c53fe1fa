namespace IrSdk.Runtime;

/// <summary>Another run owns the incident and is alive.</summary>
public sealed class IncidentBusyException : Exception
{
    /// <summary>A busy incident.</summary>
    public IncidentBusyException(IncidentId incident)
        : base($"Incident {incident} is owned by another run; wait for it to end, or stop it.") { }
}
