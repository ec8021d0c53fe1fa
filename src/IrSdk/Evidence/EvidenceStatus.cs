namespace IrSdk;

/// <summary>What became of one kind of evidence on one resource.</summary>
public enum EvidenceStatus
{
    /// <summary>Could not be secured; the reason says why.</summary>
    Gap,

    /// <summary>Can no longer be lost.</summary>
    Secured,

    /// <summary>Was out of the intruder's reach already; checked.</summary>
    AlreadySafe,

    /// <summary>Never existed.</summary>
    Absent,
}
