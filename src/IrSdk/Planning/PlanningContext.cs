namespace IrSdk.Planning;

/// <summary>What a plan depends on besides the playbook and the incident.</summary>
public sealed record PlanningContext
{
    /// <summary>The round, from 1. Default: 1.</summary>
    public int Round { get; init; } = 1;

    /// <summary>What earlier rounds came to. Default: nothing has run.</summary>
    public Outcomes Outcomes { get; init; } = Outcomes.None;

    /// <summary>SHA-256 of the assembly that holds the playbook. Default: not from a script.</summary>
    public string? Assembly { get; init; }

    /// <summary>Whether containment may never touch a resource. Default: none is protected.</summary>
    public Func<Resource, bool>? IsProtected { get; init; }

    /// <summary>How many resources containment may touch when the response does not say. Default: any number.</summary>
    public int? MaxAffected { get; init; }
}
