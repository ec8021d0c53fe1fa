using System.Collections.Immutable;

namespace IrSdk.Simulation;

/// <summary>Makes an account around what an alert names: owners, a network, an instance of origin, and neighbours to move to.</summary>
internal static class ScenarioGenerator
{
    private const string DefaultVpc = "vpc-0c2d";
    private const string DefaultRole = "web-server";
    private const string DefaultUser = "deploy-bot";
    private const string DefaultInstance = "i-0a1b";

    public static Scenario Make(ImmutableArray<Resource> resources, AccountId account, string region)
    {
        var keys = Named<AccessKey>(resources).Select(key => KeyOf(key, resources)).ToImmutableArray();
        var sessions = Named<RoleSession>(resources).Select(session => SessionOf(session, keys)).ToImmutableArray();
        var instances = Named<Instance>(resources).Select(InstanceOf).ToList();
        if (instances.Count == 0 && (keys.Length > 0 || sessions.Length > 0))
        {
            instances.Add(InstanceOf(new Instance(account, region, DefaultInstance) { Involvement = Involvement.Suspect }));
        }

        if (instances.Count > 0)
        {
            keys = [.. keys.Select(key => key with { UsedFrom = [instances[0].Name] })];
        }

        ImmutableArray<SimulatedInstance> neighbours =
        [
            .. from name in new[] { "i-0b2c", "i-0c3d", "i-0d4e" }
               where instances.TrueForAll(one => one.Name != name)
               select InstanceOf(new Instance(account, region, name) { RoleName = "batch" }) with { Malware = [] },
        ];
        ImmutableArray<SimulatedInstance> everyInstance = [.. instances, .. neighbours];
        return new()
        {
            Account = account,
            Region = region,
            Keys = keys,
            Sessions = sessions,
            Instances = everyInstance,
            Vpcs = [.. Once(Named<Vpc>(resources).Select(one => one.Name), everyInstance.Select(one => one.Vpc)).Select(name => VpcOf(name, resources))],
            Roles = [.. Once(Named<IamRole>(resources).Select(one => one.Name), sessions.Select(one => one.Role), everyInstance.Select(one => one.Role))
                .Select(name => new SimulatedRole { Name = name, Held = IsHeld<IamRole>(resources, name) })],
            Users = [.. Once(Named<IamUser>(resources).Select(one => one.Name), keys.Select(one => one.User)).Select(name => UserOf(name, resources))],
            Buckets = [.. Named<Bucket>(resources).Select(BucketOf)],
        };
    }

    private static IEnumerable<T> Named<T>(ImmutableArray<Resource> resources)
        where T : Resource => resources.OfType<T>();

    private static IEnumerable<string> Once(params IEnumerable<string?>[] names) =>
        names.SelectMany(some => some).OfType<string>().Distinct(StringComparer.Ordinal);

    private static bool IsHeld<T>(ImmutableArray<Resource> resources, string name)
        where T : Resource => Named<T>(resources).Any(one => one.IsSuspect && one.Id.Name == name);

    private static SimulatedKey KeyOf(AccessKey key, ImmutableArray<Resource> resources) => new()
    {
        Account = key.Account,
        Name = key.Name,
        User = key.UserName ?? Named<IamUser>(resources).FirstOrDefault()?.Name ?? DefaultUser,
        Held = key.IsSuspect,
        UsedBy = ["billing-batch"],
        Tags = key.Tags,
    };

    private static SimulatedSession SessionOf(RoleSession session, ImmutableArray<SimulatedKey> keys) => new()
    {
        Account = session.Account,
        Role = session.RoleName,
        Name = session.SessionName,
        MintedBy = session.MintedBy?.Name ?? keys.FirstOrDefault()?.Name,
        Held = session.IsSuspect,
        Tags = session.Tags,
    };

    private static SimulatedInstance InstanceOf(Instance instance)
    {
        var suffix = instance.Name.StartsWith("i-", StringComparison.Ordinal) ? instance.Name[2..] : instance.Name;
        return new()
        {
            Account = instance.Account,
            Region = instance.Region,
            Name = instance.Name,
            Held = instance.IsSuspect,
            Vpc = instance.VpcName ?? DefaultVpc,
            Role = instance.RoleName ?? DefaultRole,
            Interfaces = (instance.Interfaces is { IsDefaultOrEmpty: false } known ? known : [$"eni-{suffix}-0", $"eni-{suffix}-1"])
                .Distinct(StringComparer.Ordinal).ToImmutableSortedDictionary(name => name, name => ImmutableArray.Create("sg-web", "sg-default")),
            Volumes = instance.Volumes is { IsDefaultOrEmpty: false } volumes ? volumes : [$"vol-{suffix}-0", $"vol-{suffix}-1"],
            Processes = ["systemd", "sshd", "nginx", "worker", "xmrig"],
            Malware = ["xmrig"],
            Connections = ["203.0.113.9:443", "198.51.100.7:4444"],
            Agent = instance.HasLiveResponse,
            Tags = instance.Tags,
        };
    }

    private static SimulatedVpc VpcOf(string name, ImmutableArray<Resource> resources)
    {
        var named = Named<Vpc>(resources).FirstOrDefault(one => one.Name == name);
        return new() { Name = name, Region = named?.Region ?? "", Held = named?.IsSuspect == true };
    }

    private static SimulatedUser UserOf(string name, ImmutableArray<Resource> resources)
    {
        var held = IsHeld<IamUser>(resources, name);
        return new() { Name = name, Held = held, Console = held, Policies = ["deploy", "read-reports"], AccessLogs = 40 };
    }

    private static SimulatedBucket BucketOf(Bucket bucket) => new()
    {
        Account = bucket.Account,
        Region = bucket.Region,
        Name = bucket.Name,
        Held = bucket.IsSuspect,
        Policy = "private",
        AccessLogs = 310,
        Tags = bucket.Tags,
    };
}
