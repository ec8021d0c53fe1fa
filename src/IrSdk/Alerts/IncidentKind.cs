namespace IrSdk;

/// <summary>The incident types that playbooks respond to.</summary>
public enum IncidentKind
{
    /// <summary>Credentials are in the intruder's hands.</summary>
    CredentialCompromise,

    /// <summary>Hostile code runs on an instance.</summary>
    Malware,

    /// <summary>Data leaves.</summary>
    DataExfiltration,

    /// <summary>Someone is where they may not be.</summary>
    UnauthorizedAccess,
}
