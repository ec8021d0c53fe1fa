using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace IrSdk.Simulation;

/// <summary>A virtual machine in the simulated world.</summary>
public sealed record SimulatedInstance : SimulatedResource
{
    /// <summary>The security group that quarantine moves interfaces to.</summary>
    public const string IsolationGroup = "sg-isolation";

    /// <summary>The isolation group that lets the responder's agent through.</summary>
    public const string IsolationGroupWithAgent = "sg-isolation-agent";

    /// <summary>The network that it is in. Default: none.</summary>
    public string? Vpc { get; init; }

    /// <summary>The role that it runs under. Default: none.</summary>
    public string? Role { get; init; }

    /// <summary>Each network interface with its security groups. Default: none.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Interfaces { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Its volumes. Default: none.</summary>
    public ImmutableArray<string> Volumes { get; init; } = [];

    /// <summary>Whether an agent runs commands on it. Default: true.</summary>
    public bool Agent { get; init; } = true;

    /// <summary>Names of its processes. Default: none.</summary>
    public ImmutableArray<string> Processes { get; init; } = [];

    /// <summary>The processes that are hostile; a scan ends them. Default: none.</summary>
    public ImmutableArray<string> Malware { get; init; } = [];

    /// <summary>Its open connections, as <c>address:port</c>. Default: none.</summary>
    public ImmutableArray<string> Connections { get; init; } = [];

    /// <summary>Memory in GiB. Default: 8.</summary>
    public int MemoryGiB { get; init; } = 8;

    /// <summary>Whether its flows are logged. Default: as in its network.</summary>
    public bool? FlowLogs { get; init; }

    /// <summary>Whether its name look-ups are logged. Default: as in its network.</summary>
    public bool? DnsLogs { get; init; }

    /// <summary>Whether hostile code on it wipes the disks once it is cut off. Default: no.</summary>
    public bool WipesWhenIsolated { get; init; }

    /// <summary>Whether it runs. Default: it does.</summary>
    public PowerState Power { get; init; }

    /// <summary>Whether it is protected from deletion. Default: no.</summary>
    public bool DeletionProtection { get; init; }

    /// <summary>Whether no traffic may leave. Default: no.</summary>
    public bool EgressBlocked { get; init; }

    /// <summary>Whether it was scanned for hostile code. Default: no.</summary>
    public bool Scanned { get; init; }

    /// <summary>Whether every interface is in an isolation group.</summary>
    [JsonIgnore]
    public bool IsIsolated => !Interfaces.IsEmpty && Interfaces.Values.All(IsIsolation);

    /// <summary>Whether isolation, a block or its power keeps the agent from being reached.</summary>
    [JsonIgnore]
    public bool IsAgentCutOff =>
        Power != PowerState.Running || EgressBlocked || (IsIsolated && !Interfaces.Values.All(groups => groups is [IsolationGroupWithAgent]));

    /// <inheritdoc/>
    [JsonIgnore]
    public override ResourceId Id => new Instance(Account, Region, Name).Id;

    /// <inheritdoc/>
    [JsonIgnore]
    public override Evidence Kinds => Evidence.Memory | Evidence.Processes
        | (Volumes.IsEmpty ? Evidence.None : Evidence.Volumes)
        | (FlowLogs == true ? Evidence.NetworkFlows : Evidence.None)
        | (DnsLogs == true ? Evidence.DnsQueries : Evidence.None);

    internal static bool IsIsolation(ImmutableArray<string> groups) => groups is [IsolationGroup or IsolationGroupWithAgent];

    internal override Resource Describe() => new Instance(Account, Region, Name)
    {
        VpcName = Vpc,
        RoleName = Role,
        Interfaces = [.. Interfaces.Keys],
        Volumes = Volumes,
        HasLiveResponse = Agent,
        Tags = ResourceTags,
    };
}

/// <summary>Whether an instance runs.</summary>
public enum PowerState
{
    /// <summary>It runs.</summary>
    Running,

    /// <summary>It was stopped.</summary>
    Stopped,

    /// <summary>It is gone.</summary>
    Terminated,
}
