using System.Collections.Immutable;

namespace IrSdk.Simulation;

/// <summary>What the oracle knows of an incident's end.</summary>
/// <remarks>
/// Every piece of evidence that existed is secured, lost, unsecured, or was neither touched nor wanted by anybody.
/// </remarks>
public sealed record OracleVerdict
{
    /// <summary>The evidence that existed at the time of the alert, or came into being since on what the response acted on.</summary>
    public required ImmutableArray<EvidenceItem> Existed { get; init; }

    /// <summary>What of it can no longer be lost.</summary>
    public required ImmutableArray<EvidenceItem> Secured { get; init; }

    /// <summary>What of it is gone for good, in the order in which it went.</summary>
    public required ImmutableArray<EvidenceLoss> Lost { get; init; }

    /// <summary>What of it is still there and not secured, although the response tried to secure it or says that it is missing.</summary>
    public required ImmutableArray<EvidenceItem> Unsecured { get; init; }

    /// <summary>Where the responder's testimony and the world differ. Empty: nowhere, or it gave none.</summary>
    public required ImmutableArray<Discrepancy> Discrepancies { get; init; }

    /// <summary>Lateral moves that were made after the alert.</summary>
    public required int MovesHappened { get; init; }

    /// <summary>Lateral moves that were planned and not made.</summary>
    public required int MovesPrevented { get; init; }

    /// <summary>From the alert until everything that the intruder held then, as far as the incident knows, was cut off for good. Null: never.</summary>
    public required TimeSpan? TimeToContain { get; init; }

    /// <summary>From the alert until the intruder held nothing that works, anywhere. Null: never.</summary>
    public required TimeSpan? Dwell { get; init; }
}

/// <summary>One kind of evidence of one resource.</summary>
/// <param name="Kind">The kind; exactly one flag.</param>
/// <param name="Resource">The resource.</param>
public readonly record struct EvidenceItem(Evidence Kind, ResourceId Resource);

/// <summary>Evidence that is gone for good.</summary>
/// <param name="Kind">The kind; exactly one flag.</param>
/// <param name="Resource">The resource.</param>
/// <param name="By">Who is to blame.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="What">The change that destroyed it, in a few words.</param>
public sealed record EvidenceLoss(Evidence Kind, ResourceId Resource, LossCause By, DateTimeOffset At, string What);

/// <summary>Who destroyed evidence.</summary>
public enum LossCause
{
    /// <summary>Our own response, which could have secured it first.</summary>
    Response,

    /// <summary>The intruder.</summary>
    Adversary,

    /// <summary>A fault or a time-out that had defeated every attempt to secure it, before it was destroyed.</summary>
    Failure,

    /// <summary>Our own response, whose playbook had left it out on purpose.</summary>
    Waived,
}
