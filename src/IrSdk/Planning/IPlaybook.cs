using System.Collections.Immutable;

namespace IrSdk.Planning;

/// <summary>A playbook as a run sees it: its promise, and what it answers to an incident. Its code may be in this process or in one of its own.</summary>
public interface IPlaybook
{
    /// <summary>The playbook's name.</summary>
    string Name { get; }

    /// <summary>The incident type that it responds to.</summary>
    IncidentKind Kind { get; }

    /// <summary>From the acceptance of the alert to containment.</summary>
    TimeSpan Deadline { get; }

    /// <summary>MITRE ATT&amp;CK technique ids; at least one.</summary>
    ImmutableArray<string> Techniques { get; }

    /// <summary>SHA-256 of the assembly that holds it, in lower-case hexadecimal. Null: it is not from a script.</summary>
    string? Assembly { get; }

    /// <summary>Asks for the first round's response.</summary>
    /// <exception cref="PlanningException">There is none: its code ran into a limit, threw, or cannot be run.</exception>
    ValueTask<BoundResponse> RespondAsync(Incident incident, CancellationToken cancellationToken);

    /// <summary>Asks for a later round's response.</summary>
    /// <returns>Null: there is nothing more to do.</returns>
    /// <exception cref="PlanningException">There is none: its code ran into a limit, threw, or cannot be run.</exception>
    ValueTask<BoundResponse?> ReassessAsync(Incident incident, Outcomes outcomes, CancellationToken cancellationToken);
}
