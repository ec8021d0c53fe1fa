using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace IrSdk.Simulation;

/// <summary>A user in the simulated world.</summary>
public sealed record SimulatedUser : SimulatedResource
{
    /// <summary>Whether it has a console password. Default: no.</summary>
    public bool Console { get; init; }

    /// <summary>Its second factors. Default: none.</summary>
    public ImmutableArray<string> MfaDevices { get; init; } = [];

    /// <summary>Its policies. Default: none.</summary>
    public ImmutableArray<string> Policies { get; init; } = [];

    /// <summary>Sign-ins that were logged. Null: they are not logged. Default: not.</summary>
    public int? AccessLogs { get; init; }

    /// <summary>Whether the responder's deny is on it. Default: no.</summary>
    public bool Denied { get; init; }

    /// <summary>Whether it may do nothing without a second factor. Default: no.</summary>
    public bool MfaRequired { get; init; }

    /// <summary>Sessions from before this time are denied. Default: none are.</summary>
    public DateTimeOffset? SessionsDeniedBefore { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override ResourceId Id => new IamUser(Account, Name).Id;

    /// <inheritdoc/>
    [JsonIgnore]
    public override Evidence Kinds => Evidence.Identity | (AccessLogs is null ? Evidence.None : Evidence.AccessLogs);

    internal override Resource Describe() => new IamUser(Account, Name) { Tags = ResourceTags };
}

/// <summary>An access key in the simulated world.</summary>
public sealed record SimulatedKey : SimulatedResource
{
    /// <summary>The user that owns it.</summary>
    public string User { get; init; } = "";

    /// <summary>When it was made, in UTC. Default: before anyone looked.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Whether it can be used. Default: yes.</summary>
    public bool Active { get; init; } = true;

    /// <summary>Honest workloads that use it too and break without it. Default: none.</summary>
    public ImmutableArray<string> UsedBy { get; init; } = [];

    /// <summary>The instances that it was used from. Default: none.</summary>
    public ImmutableArray<string> UsedFrom { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public override ResourceId Id => new AccessKey(Account, Name).Id;

    /// <inheritdoc/>
    [JsonIgnore]
    public override Evidence Kinds => Evidence.Identity;

    internal override Resource Describe() => new AccessKey(Account, Name) { UserName = User, CreatedAt = CreatedAt, Tags = ResourceTags };
}

/// <summary>A role in the simulated world.</summary>
public sealed record SimulatedRole : SimulatedResource
{
    /// <summary>Sessions from before this time are denied. Default: none are.</summary>
    public DateTimeOffset? SessionsDeniedBefore { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override ResourceId Id => new IamRole(Account, Name).Id;

    /// <inheritdoc/>
    [JsonIgnore]
    public override Evidence Kinds => Evidence.Identity;

    internal override Resource Describe() => new IamRole(Account, Name) { Tags = ResourceTags };
}

/// <summary>A role session in the simulated world; its name is the session's.</summary>
public sealed record SimulatedSession : SimulatedResource
{
    /// <summary>The role.</summary>
    public string Role { get; init; } = "";

    /// <summary>The access key that minted it. Default: unknown.</summary>
    public string? MintedBy { get; init; }

    /// <summary>When it was minted. Default: unknown, and before everything.</summary>
    public DateTimeOffset? MintedAt { get; init; }

    /// <summary>The instances that it was used from. Default: none.</summary>
    public ImmutableArray<string> UsedFrom { get; init; } = [];

    /// <summary>Whether this one session is denied. Default: no.</summary>
    public bool Revoked { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override ResourceId Id => new RoleSession(Account, Role, Name).Id;

    /// <inheritdoc/>
    [JsonIgnore]
    public override Evidence Kinds => Evidence.Identity;

    internal override Resource Describe() => new RoleSession(Account, Role, Name)
    {
        MintedBy = MintedBy is null ? null : new AccessKey(Account, MintedBy).Id,
        Tags = ResourceTags,
    };
}
