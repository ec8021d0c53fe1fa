using System.Collections.Immutable;

namespace IrSdk.Planning;

/// <summary>A response bound to an incident: a directed acyclic graph of steps. Data: hashable, printable, storable, comparable.</summary>
public sealed record Plan
{
    /// <summary>The playbook's name.</summary>
    public required string Playbook { get; init; }

    /// <summary>The incident.</summary>
    public required IncidentId Incident { get; init; }

    /// <summary>The round, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>SHA-256 of the assembly that made it, in lower-case hexadecimal. Null: not from a script.</summary>
    public string? Assembly { get; init; }

    /// <summary>From the acceptance of the alert to containment.</summary>
    public required TimeSpan Deadline { get; init; }

    /// <summary>The longest chain of timeouts that ends in a containing step.</summary>
    public required TimeSpan CriticalPath { get; init; }

    /// <summary>The steps, each after all that it waits for.</summary>
    public required ImmutableArray<Step> Steps { get; init; }

    /// <summary>Evidence that the playbook leaves out on purpose, resource by resource.</summary>
    public ImmutableArray<WaivedEvidence> Waived { get; init; } = [];

    /// <summary>What the rules have to say, worst first.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>SHA-256 over everything else, in lower-case hexadecimal. Approvals are bound to it.</summary>
    public string Hash => hash ??= PlanJson.HashOf(Body);

    /// <summary>Everything but the hash, as one line of JSON; made once, since hashing, storing and showing all need it.</summary>
    internal string Body => body ??= PlanBody.Of(this);

    private string? hash;
    private string? body;

    /// <summary>An empty plan, to be filled in.</summary>
    public Plan() { }

    /// <summary>What <c>with</c> starts from: everything but what was derived from it.</summary>
    private Plan(Plan original)
    {
        Playbook = original.Playbook;
        Incident = original.Incident;
        Round = original.Round;
        Assembly = original.Assembly;
        Deadline = original.Deadline;
        CriticalPath = original.CriticalPath;
        Steps = original.Steps;
        Waived = original.Waived;
        Findings = original.Findings;
    }

    /// <summary>Whether two plans say the same.</summary>
    public bool Equals(Plan? other) => other is not null && Hash == other.Hash;

    /// <inheritdoc/>
    public override int GetHashCode() => Hash.GetHashCode(StringComparison.Ordinal);

    /// <summary>The step with an id.</summary>
    /// <exception cref="KeyNotFoundException">The plan has no such step.</exception>
    public Step Step(string id) => Steps.FirstOrDefault(step => step.Id == id)
        ?? throw new KeyNotFoundException($"Plan {Hash[..8]} has no step '{id}'.");
}

/// <summary>Evidence that a playbook leaves out on purpose.</summary>
/// <param name="Kinds">The kinds.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Because">Why.</param>
public sealed record WaivedEvidence(Evidence Kinds, ResourceId Resource, string Because);
