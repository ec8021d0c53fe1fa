using System.Text.Json.Serialization;

namespace IrSdk.Simulation;

/// <summary>The account's API audit log in the simulated world.</summary>
public sealed record SimulatedTrail : SimulatedResource
{
    /// <summary>Log objects of the last 72 hours. Default: 864.</summary>
    public int Objects { get; init; } = 864;

    /// <summary>Whether nobody can delete them. Default: no.</summary>
    public bool Immutable { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override ResourceId Id => new Account(Account).Id;

    /// <inheritdoc/>
    [JsonIgnore]
    public override Evidence Kinds => Evidence.ApiActivity;

    internal override Resource Describe() => new Account(Account) { Tags = ResourceTags };
}

/// <summary>A network in the simulated world.</summary>
public sealed record SimulatedVpc : SimulatedResource
{
    /// <summary>Whether flows are logged. Default: yes.</summary>
    public bool FlowLogs { get; init; } = true;

    /// <summary>Whether name look-ups are logged. Default: yes.</summary>
    public bool DnsLogs { get; init; } = true;

    /// <summary>Whether no traffic may leave. Default: no.</summary>
    public bool EgressBlocked { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override ResourceId Id => new Vpc(Account, Region, Name).Id;

    /// <inheritdoc/>
    [JsonIgnore]
    public override Evidence Kinds =>
        (FlowLogs ? Evidence.NetworkFlows : Evidence.None) | (DnsLogs ? Evidence.DnsQueries : Evidence.None);

    internal override Resource Describe() => new Vpc(Account, Region, Name) { Tags = ResourceTags };
}

/// <summary>A storage bucket in the simulated world.</summary>
public sealed record SimulatedBucket : SimulatedResource
{
    /// <summary>Its policy. Default: none.</summary>
    public string? Policy { get; init; }

    /// <summary>Whether public access is allowed. Default: no.</summary>
    public bool PublicAccess { get; init; }

    /// <summary>Objects in it. Default: 1,200.</summary>
    public int Objects { get; init; } = 1200;

    /// <summary>Accesses that were logged. Null: they are not logged. Default: not.</summary>
    public int? AccessLogs { get; init; }

    /// <summary>Whether all but the responder are denied. Default: no.</summary>
    public bool Blocked { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override ResourceId Id => new Bucket(Account, Region, Name).Id;

    /// <inheritdoc/>
    [JsonIgnore]
    public override Evidence Kinds => Evidence.BucketState | (AccessLogs is null ? Evidence.None : Evidence.AccessLogs);

    internal override Resource Describe() => new Bucket(Account, Region, Name) { Tags = ResourceTags };
}
