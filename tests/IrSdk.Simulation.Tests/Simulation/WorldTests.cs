using System.Text.Json;
using IrSdk.Resolution;

namespace IrSdk.Simulation.Tests;

public sealed class WorldTests
{
    [Fact]
    public void FileBackedWorld_Reopened_ShowsWhatWasDone()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{nameof(WorldTests)}-{Environment.ProcessId}.world");
        File.Delete(path);
        try
        {
            string before;
            using (var world = FileBackedWorld.Open(path, () => Rig.Scenario))
            {
                var rig = new SimulatedAccount(world.State, TimeProvider.System, latency: LatencyProfile.None);
                var revoke = new RevokeAccessKey(Rig.Key);
                rig.Provider.HandlerOf(revoke)!.ExecuteAsync(revoke, new Rig().Context(revoke), CancellationToken.None).IsCompletedSuccessfully.Should().BeTrue();
                rig.Provider.HandlerOf(new SnapshotVolumes(Rig.Instance))!
                    .ExecuteAsync(new SnapshotVolumes(Rig.Instance), new Rig().Context(new SnapshotVolumes(Rig.Instance)), CancellationToken.None).IsCompletedSuccessfully.Should().BeTrue();
                before = Text(world.State);
                FluentActions.Invoking(() => FileBackedWorld.Open(path, () => Rig.Scenario)).Should().Throw<IOException>();
            }

            File.AppendAllText(path, "{\"sequence\":99,\"at\"");
            for (var again = 0; again < 2; again++)
            {
                using var world = FileBackedWorld.Open(path, () => throw new InvalidOperationException("it is there already"));
                Text(world.State).Should().Be(before);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Read_DocumentedExample_MakesAWorldWithDefaults()
    {
        var scenario = Scenario.Read("""
            {
              "account": "111122223333", "region": "us-east-1",
              "trail": { "objects": 12 },
              "vpcs": [ { "name": "vpc-0c2d", "dnsLogs": false } ],
              "users": [ { "name": "deploy-bot" } ],
              "keys": [ { "name": "AKIAIOSFODNN7EXAMPLE", "user": "deploy-bot", "held": true, "usedFrom": ["i-0a1b"] } ],
              "instances": [ { "name": "i-0a1b", "vpc": "vpc-0c2d", "role": "web", "interfaces": { "eni-1": ["sg-web"] }, "volumes": ["vol-1"] } ],
              "adversary": { "firstMove": "PT3M" }
            }
            """);

        var instance = (SimulatedInstance)new AccountState(scenario).Find(Rig.Instance.Id)!;
        (instance.FlowLogs, instance.DnsLogs, instance.Agent).Should().Be((true, false, true));
        scenario.Adversary.FirstMove.Should().Be(TimeSpan.FromMinutes(3));
    }

    [Fact]
    public void Read_ResourceWithoutName_SaysWhich() =>
        FluentActions.Invoking(() => Scenario.Read("""{ "account": "111122223333", "region": "us-east-1", "keys": [ {} ] }"""))
            .Should().Throw<JsonException>().WithMessage("*key has no name*");

    [Fact]
    public async Task Directory_FromKey_LeadsToUserInstanceRoleAndNetwork()
    {
        var directory = new Rig().Simulated.Provider.Directory;
        var window = new TimeWindow(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        async Task<Resource> One(Resource from, Relation relation) => (await directory.RelatedAsync(from, relation, window, default)).Single();

        var user = await One(Rig.Key, Relation.Owner);
        var instance = await One(Rig.Key, Relation.InstanceOfOrigin);
        var role = await One(instance, Relation.Role);

        user.Id.Should().Be(Rig.User.Id);
        (await One(user, Relation.Keys)).Id.Should().Be(Rig.Key.Id);
        (await One(Rig.Key, Relation.MintedSessions)).Id.Should().Be(Rig.Session.Id);
        role.Id.Should().Be(Rig.Role.Id);
        (await One(role, Relation.InstancesUsing)).Id.Should().Be(instance.Id);
        (await One(instance, Relation.Network)).Id.Should().Be(Rig.Vpc.Id);
        ((Instance)instance).Volumes.Should().HaveCount(2);
        (await directory.DescribeAsync(Rig.Key, default)).Should().BeOfType<AccessKey>().Which.Involvement.Should().Be(Involvement.Suspect);
        (await directory.DescribeAsync(new IamUser(Rig.AccountId, "nobody"), default)).Should().BeNull();
    }

    private static string Text(AccountState state) =>
        string.Join('\n', state.Items.Values.Select(item => JsonSerializer.Serialize(item, IrJson.Options)));
}
