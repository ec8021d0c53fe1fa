namespace IrSdk;

/// <summary>What is known of one kind of evidence on one resource.</summary>
/// <param name="Kind">The kind; exactly one flag.</param>
/// <param name="Resource">The resource that it was taken from.</param>
/// <param name="Status">What became of it.</param>
/// <param name="AsOf">The time that the evidence shows, in UTC.</param>
public sealed record EvidenceRecord(Evidence Kind, ResourceId Resource, EvidenceStatus Status, DateTimeOffset AsOf)
{
    /// <summary>Where it is kept. Default: nowhere.</summary>
    public string? Location { get; init; }

    /// <summary>SHA-256 of what is kept, in lower-case hexadecimal. Default: none, for kinds that the provider keeps itself.</summary>
    public string? Sha256 { get; init; }

    /// <summary>What was secured, or why it was not, in a few words: "72 h, 864 objects".</summary>
    public string? Detail { get; init; }

    /// <summary>Until when nobody can delete or change it. Default: not locked.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Whether the evidence is out of danger: secured, safe before, or never there.</summary>
    public bool IsSettled => Status is not EvidenceStatus.Gap;
}
