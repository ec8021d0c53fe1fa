using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace IrSdk;

/// <summary>What is being responded to: one or more alerts and the resources they touch.</summary>
public sealed record Incident
{
    /// <summary>The incident's id.</summary>
    public required IncidentId Id { get; init; }

    /// <summary>The incident type.</summary>
    public required IncidentKind Kind { get; init; }

    /// <summary>The alerts, oldest first; at least one.</summary>
    public required ImmutableArray<Alert> Alerts { get; init; }

    /// <summary>Every resource in the incident, each once, in order of its id.</summary>
    public required ImmutableArray<Resource> Resources { get; init; }

    /// <summary>When the first alert was accepted: the clock of every deadline starts here, in UTC.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>The highest confidence of its alerts.</summary>
    [JsonIgnore]
    public Confidence Confidence => Alerts.Max(alert => alert.Confidence);

    /// <summary>The account of the first alert.</summary>
    [JsonIgnore]
    public AccountId Account => Alerts[0].Account;

    /// <summary>Every instance in the incident, whatever its involvement.</summary>
    [JsonIgnore]
    public IEnumerable<Instance> Instances => Resources.OfType<Instance>();

    /// <summary>Every access key in the incident, whatever its involvement.</summary>
    [JsonIgnore]
    public IEnumerable<AccessKey> AccessKeys => Resources.OfType<AccessKey>();

    /// <summary>Every user in the incident, whatever its involvement.</summary>
    [JsonIgnore]
    public IEnumerable<IamUser> Users => Resources.OfType<IamUser>();

    /// <summary>Every role in the incident, whatever its involvement.</summary>
    [JsonIgnore]
    public IEnumerable<IamRole> Roles => Resources.OfType<IamRole>();

    /// <summary>Every role session in the incident, whatever its involvement.</summary>
    [JsonIgnore]
    public IEnumerable<RoleSession> Sessions => Resources.OfType<RoleSession>();

    /// <summary>Every bucket in the incident, whatever its involvement.</summary>
    [JsonIgnore]
    public IEnumerable<Bucket> Buckets => Resources.OfType<Bucket>();

    /// <summary>Every network in the incident, whatever its involvement.</summary>
    [JsonIgnore]
    public IEnumerable<Vpc> Vpcs => Resources.OfType<Vpc>();

    /// <summary>Every account in the incident, whatever its involvement.</summary>
    [JsonIgnore]
    public IEnumerable<Account> Accounts => Resources.OfType<Account>();

    /// <summary>The resources of one type that the intruder holds.</summary>
    /// <typeparam name="TResource">The resource type.</typeparam>
    public IEnumerable<TResource> Suspects<TResource>()
        where TResource : Resource => Resources.OfType<TResource>().Where(resource => resource.IsSuspect);
}
