using System.Collections.Immutable;

namespace IrSdk.Aws;

/// <summary>What came of reading an incident's evidence again.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Objects">Every object, in order of its location; none when nothing was stored of the incident.</param>
public sealed record EvidenceVerification(IncidentId Incident, ImmutableArray<VerifiedObject> Objects)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsWhole => Objects.All(one => one.Wrong is null);
}

/// <summary>One object of the evidence store, read again.</summary>
/// <param name="Location">Where: <c>s3://bucket/key?versionId=…</c>.</param>
/// <param name="Wrong">What is not as recorded, in a few words. Null: nothing.</param>
public sealed record VerifiedObject(string Location, string? Wrong);

/// <summary>How far a verification is.</summary>
/// <param name="Done">The objects that were read.</param>
/// <param name="Total">The objects that are to be read.</param>
public readonly record struct EvidenceProgress(int Done, int Total);
