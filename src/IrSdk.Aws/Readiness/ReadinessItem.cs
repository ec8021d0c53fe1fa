namespace IrSdk.Aws;

/// <summary>One thing that must be in place before an incident.</summary>
/// <param name="Name">What, in a few words: "audit log in all regions".</param>
/// <param name="Status">Whether it is.</param>
/// <param name="Found">What was found, in one sentence.</param>
/// <param name="ToDo">What to do, in one sentence. Null: nothing.</param>
public sealed record ReadinessItem(string Name, ReadinessStatus Status, string Found, string? ToDo = null);

/// <summary>Whether something is in place.</summary>
public enum ReadinessStatus
{
    /// <summary>It is.</summary>
    Ready,

    /// <summary>It is in part, or better could be had.</summary>
    Partly,

    /// <summary>It is not: evidence or containment would fail.</summary>
    Missing,

    /// <summary>It could not be looked up.</summary>
    Unknown,
}
