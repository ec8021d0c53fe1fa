namespace IrSdk.Runtime;

/// <summary>The journal holds the incident, begun otherwise than it is to go on.</summary>
public sealed class IncidentConflictException : Exception
{
    /// <summary>An incident that was begun with another playbook, or on another provider.</summary>
    /// <param name="message">One sentence: how it was begun, and how to go on.</param>
    public IncidentConflictException(string message)
        : base(message) { }
}
