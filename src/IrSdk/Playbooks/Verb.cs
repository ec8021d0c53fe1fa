namespace IrSdk;

/// <summary>One verb of a response: which actions it makes from an incident. Not yet bound to resources.</summary>
public sealed record Verb
{
    private Verb(string name, Func<Incident, IEnumerable<ResponseAction>> bind, bool isNarrowed)
    {
        Name = name;
        Bind = bind;
        IsNarrowed = isNarrowed;
    }

    /// <summary>The verb as the playbook writes it, such as <c>Snapshot</c>.</summary>
    public string Name { get; }

    /// <summary>Makes the actions.</summary>
    public Func<Incident, IEnumerable<ResponseAction>> Bind { get; }

    /// <summary>Whether the playbook said which resources. Default: every suspect of the verb's types.</summary>
    public bool IsNarrowed { get; }

    /// <summary>How long a step of it may take. Default: what the action declares.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What happens when a preserving step of it fails. Default: by what waits for it.</summary>
    public FailureRule? OnFailure { get; init; }

    /// <summary>Whether a human must approve the plan before a step of it runs. Default: false.</summary>
    public bool RequiresApproval { get; init; }

    /// <summary>A verb on resources of one type.</summary>
    /// <param name="name">The verb as the playbook writes it.</param>
    /// <param name="action">Makes the action for one resource.</param>
    /// <param name="on">Which resources. Null: every suspect of the type.</param>
    /// <typeparam name="TResource">The type of resource that the verb acts on.</typeparam>
    public static Verb On<TResource>(string name, Func<TResource, ResponseAction> action, Func<Incident, IEnumerable<TResource>>? on = null)
        where TResource : Resource =>
        new(name, incident => (on?.Invoke(incident) ?? incident.Suspects<TResource>()).Select(action), on is not null);

    /// <summary>A verb that makes its actions from the incident as a whole.</summary>
    /// <param name="name">The verb as the playbook writes it.</param>
    /// <param name="actions">Makes the actions.</param>
    public static Verb OnIncident(string name, Func<Incident, IEnumerable<ResponseAction>> actions) => new(name, actions, isNarrowed: true);
}
