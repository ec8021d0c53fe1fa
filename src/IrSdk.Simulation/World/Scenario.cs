using System.Collections.Immutable;
using System.Text.Json;

namespace IrSdk.Simulation;

/// <summary>What a simulated world is made from: a document that people write beside a recording.</summary>
/// <remarks>
/// As JSON, camelCase, every section and every member optional but the account, the region and the names:
/// <code>
/// {
///   "account": "111122223333", "region": "us-east-1",
///   "trail": { "objects": 864, "immutable": false },
///   "vpcs": [ { "name": "vpc-0c2d", "flowLogs": true, "dnsLogs": true } ],
///   "roles": [ { "name": "web" } ],
///   "users": [ { "name": "deploy-bot", "console": false, "policies": ["deploy"], "accessLogs": 40 } ],
///   "keys": [ { "name": "AKIAIOSFODNN7EXAMPLE", "user": "deploy-bot", "held": true, "usedBy": ["billing-batch"], "usedFrom": ["i-0a1b"] } ],
///   "sessions": [ { "role": "web", "name": "intruder", "mintedBy": "AKIAIOSFODNN7EXAMPLE", "held": true } ],
///   "instances": [ { "name": "i-0a1b", "vpc": "vpc-0c2d", "role": "web", "held": true, "agent": true,
///                    "interfaces": { "eni-1": ["sg-web"] }, "volumes": ["vol-1"], "processes": ["nginx"], "connections": ["203.0.113.9:443"] } ],
///   "buckets": [ { "name": "reports", "policy": "private", "objects": 1200, "accessLogs": 310 } ],
///   "adversary": { "moves": 3, "firstMove": "PT3M", "every": "PT8M" }
/// }
/// </code>
/// <c>held</c> says that the intruder holds it. Members are those of <see cref="SimulatedInstance"/> and its like.
/// </remarks>
public sealed record Scenario
{
    /// <summary>The account of everything that does not say another.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The region of everything that does not say another.</summary>
    public required string Region { get; init; }

    /// <summary>The account's API audit log.</summary>
    public SimulatedTrail Trail { get; init; } = new();

    /// <summary>Networks. Default: none.</summary>
    public ImmutableArray<SimulatedVpc> Vpcs { get; init; } = [];

    /// <summary>Roles. Default: none.</summary>
    public ImmutableArray<SimulatedRole> Roles { get; init; } = [];

    /// <summary>Users. Default: none.</summary>
    public ImmutableArray<SimulatedUser> Users { get; init; } = [];

    /// <summary>Access keys. Default: none.</summary>
    public ImmutableArray<SimulatedKey> Keys { get; init; } = [];

    /// <summary>Role sessions. Default: none.</summary>
    public ImmutableArray<SimulatedSession> Sessions { get; init; } = [];

    /// <summary>Instances. Default: none.</summary>
    public ImmutableArray<SimulatedInstance> Instances { get; init; } = [];

    /// <summary>Buckets. Default: none.</summary>
    public ImmutableArray<SimulatedBucket> Buckets { get; init; } = [];

    /// <summary>What the intruder is up to.</summary>
    public AdversaryProfile Adversary { get; init; } = new();

    /// <summary>Reads a scenario document.</summary>
    /// <exception cref="JsonException">The document is not a scenario; the message says where.</exception>
    public static Scenario Read(string json)
    {
        var scenario = JsonSerializer.Deserialize<Scenario>(json, IrJson.Options)
            ?? throw new JsonException("A scenario is a JSON object with at least an account and a region.");
        var nameless = scenario.Listed().FirstOrDefault(one => one.Name.Length == 0);
        return nameless is null
            ? scenario
            : throw new JsonException($"A scenario's {nameless.GetType().Name["Simulated".Length..].ToLowerInvariant()} has no name; give it one.");
    }

    /// <summary>A plausible account around the resources that an alert names, for when no scenario is written.</summary>
    /// <param name="resources">The resources; those that are suspects are held by the intruder.</param>
    /// <param name="account">The alert's account.</param>
    /// <param name="region">The alert's region.</param>
    public static Scenario ForIncident(ImmutableArray<Resource> resources, AccountId account, string region) =>
        ScenarioGenerator.Make(resources, account, region);

    /// <summary>A plausible account around an alert.</summary>
    public static Scenario ForIncident(Alert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return ForIncident(alert.Resources, alert.Account, alert.Region);
    }

    internal IEnumerable<SimulatedResource> Items()
    {
        yield return (Trail ?? new()) with { Account = Account };
        foreach (var one in Listed().Select(WithDefaults))
        {
            yield return one;
        }
    }

    private IEnumerable<SimulatedResource> Listed() => [.. Vpcs, .. Roles, .. Users, .. Keys, .. Sessions, .. Instances, .. Buckets];

    private SimulatedResource WithDefaults(SimulatedResource one)
    {
        one = one with
        {
            Account = one.Account == default ? Account : one.Account,
            Region = one.Region.Length == 0 ? Region : one.Region,
        };
        if (one is not SimulatedInstance instance)
        {
            return one;
        }

        var network = Vpcs.FirstOrDefault(vpc => vpc.Name == instance.Vpc);
        return instance with
        {
            FlowLogs = instance.FlowLogs ?? network?.FlowLogs ?? false,
            DnsLogs = instance.DnsLogs ?? network?.DnsLogs ?? false,
        };
    }
}
