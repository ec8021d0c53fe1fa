using System.Collections.Immutable;

namespace IrSdk;

/// <summary>
/// A pure function from an incident and what is known of it to a response, with the promise that it makes: which incidents,
/// against which techniques, contained within which time.
/// </summary>
public sealed record Playbook
{
    internal Playbook(string name, IncidentKind kind, ImmutableArray<string> techniques, TimeSpan deadline, Func<Incident, Response> respond)
    {
        Name = name;
        Kind = kind;
        Techniques = techniques;
        Deadline = deadline;
        FirstResponse = respond;
    }

    /// <summary>The playbook's name: lower-case letters, digits and dashes.</summary>
    public string Name { get; }

    /// <summary>The incident type that it responds to.</summary>
    public IncidentKind Kind { get; }

    /// <summary>MITRE ATT&amp;CK technique ids; at least one.</summary>
    public ImmutableArray<string> Techniques { get; }

    /// <summary>From the acceptance of the alert to containment.</summary>
    public TimeSpan Deadline { get; }

    /// <summary>Makes the first round's response.</summary>
    public Func<Incident, Response> FirstResponse { get; }

    /// <summary>Makes a later round's response, or null when there is nothing more to do. Null: there are no later rounds.</summary>
    public Func<Incident, Outcomes, Response?>? NextResponse { get; private init; }

    /// <summary>Starts a playbook.</summary>
    /// <param name="name">Lower-case letters, digits and dashes, such as <c>credential-compromise</c>.</param>
    /// <exception cref="ArgumentException">The name has other characters.</exception>
    public static NamedPlaybook Named(string name) => IncidentId.IsValid(name)
        ? new(name)
        : throw new ArgumentException($"'{name}' is not a playbook name; use lower-case letters, digits and dashes.", nameof(name));

    /// <summary>Plans another round from what the earlier ones found: an intruder's second key, say.</summary>
    /// <param name="response">Makes the next response, or null when there is nothing more to do. Called once a round.</param>
    public Playbook Reassess(Func<Incident, Outcomes, Response?> response) => this with { NextResponse = response };
}
