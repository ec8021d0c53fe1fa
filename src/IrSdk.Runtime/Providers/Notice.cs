using System.Collections.Immutable;

namespace IrSdk.Runtime;

/// <summary>What people are told of an incident at one moment. A later notice of the same incident updates the earlier one.</summary>
/// <param name="Subject">One line: what happened and where it stands.</param>
/// <param name="Lines">What was done with which proof, what is missing, what will break, what waits for whom; one fact a line.</param>
/// <param name="DeduplicationKey">The same for every notice of the incident to the same receiver.</param>
public sealed record Notice(string Subject, ImmutableArray<string> Lines, string DeduplicationKey)
{
    /// <summary>The ticket's link. Null: there is no ticket yet; the link follows.</summary>
    public string? Link { get; init; }
}
