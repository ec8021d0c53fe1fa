using System.Globalization;
using System.Text.Json.Nodes;
using IrSdk.Cli.Tests;

namespace IrSdk.Aws.Tests;

/// <summary><c>ir run --provider aws</c> that is killed, and goes on: by the account, by boto3 and by the server's own record of calls.</summary>
public sealed class LiveDurabilityTests(ITestOutputHelper output)
{
    private const string Playbook = "credential-compromise";

    /// <summary>A whole run has several hundred moments; a run that is killed in every hundredth or so dies often and comes to its end.</summary>
    private const int LongestLife = 150;

    private const int MostAnIncident = 10;

    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("IRSDK_KILLS") ?? "3", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Run_KilledAtRandomMoments_DoublesNothingAndKeepsTheOrder()
    {
        var killing = new Killing();
        await using var live = await LiveAccount.StartWithoutAgentsAsync(killing.Passed);
        var random = new Random(20261124);
        for (var (incident, killed) = (1, 0); killed < Kills; incident++)
        {
            await live.ResetAsync();
            string[] run = [.. LiveAccount.RunArguments(Playbook, live.Stage(Playbook, "fourteen-roles")), "--outbox", $"outbox-{incident}"];
            await live.ServeAsync();
            var moments = new List<string>();
            var isKilled = true;
            while (isKilled && killed < Kills && moments.Count < MostAnIncident)
            {
                // One in five by the clock: a process that has just begun calls nobody yet.
                var moment = random.Next(5) == 0 ? $"{random.Next(100, 2500)} ms" : $"call {random.Next(1, LongestLife)}";
                isKilled = killing.Run(live.Command(run), moment);
                if (isKilled)
                {
                    moments.Add(moment);
                    killed++;
                }
            }

            var resumed = live.Ir(run);
            var context = $"incident {incident}, killed at {string.Join(", ", moments)}: {resumed.Output} {resumed.Error}".Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
            resumed.Output.Should().StartWith("{", context);
            var report = JsonNode.Parse(resumed.Output)!;
            output.WriteLine($"incident {incident}: killed at {string.Join(", ", moments)}, {report["status"]}, {report["gaps"]!.AsArray().Count} gaps");
            ((string)report["status"]!).Should().Be("contained", context);
            DoneOnceAndInOrder(live.Facts("instances", "snapshots", "users", "roles", "groups", "serving", "calls"), context);
            Directory.GetFiles(live.Cli.PathOf($"outbox-{incident}"), "*.md").Select(Path.GetFileName).Should().BeEquivalentTo([$"{report["incident"]}.ticket.md", $"{report["incident"]}.page.md"], context);
            var verified = live.Ir("journal", "verify", "j.db");
            verified.ExitCode.Should().Be(0, verified.Output);
        }
    }

    private static void DoneOnceAndInOrder(JsonNode account, string context)
    {
        var host = account["instances"]!.AsArray().Single(one => one!["interfaces"]!.AsArray().Count == 2)!;
        account["snapshots"]!.AsArray().Select(one => (string)one!["volume"]!)
            .Should().BeEquivalentTo(host["volumes"]!.AsArray().Select(volume => (string)volume!), $"each volume has one snapshot; {context}");
        var keys = account["users"]!["deploy-bot"]!["keys"]!.AsObject();
        keys.Select(key => (string)key.Value!).Should().Equal(["Inactive"], context);
        account["users"]!["deploy-bot"]!["policies"]!.AsObject().Select(policy => policy.Key)
            .Should().BeEquivalentTo([$"irsdk-revoked-{keys.Single().Key}", "AWSRevokeOlderSessions"], $"one deny for the key and one for the sessions; {context}");
        var roles = account["roles"]!.AsObject().Select(role => role.Value!.AsObject().Count).Where(policies => policies > 0).ToList();
        roles.Should().HaveCount(14, context).And.OnlyContain(policies => policies == 1, context);
        host["interfaces"]!.AsArray().Should().OnlyContain(groups => groups!.AsArray().Count == 1 && (string)groups[0]! == "irsdk-isolation", context);
        account["groups"]!.AsObject().Count(group => (string)group.Value!["name"]! == "irsdk-isolation").Should().Be(1, context);

        var serving = account["serving"]!;
        serving["scaling"]!["web-asg"]!["desired"]!.ToJsonString().Should().Be("0", $"the group is one smaller, not two; {context}");
        serving["scaling"]!["web-asg"]!["members"]!.AsObject().Select(member => (string)member.Value!).Should().Equal(["Standby"], context);
        serving["targets"]!["web-tg"]!.AsArray().Should().BeEmpty(context);
        serving["classic"]!["web-elb"]!.AsArray().Should().BeEmpty(context);

        var calls = account["calls"]!.AsArray().Select(call => (string)call!).ToList();
        var (swapped, revoked) = (calls.IndexOf("ModifyNetworkInterfaceAttribute"), calls.IndexOf("UpdateAccessKey"));
        swapped.Should().BePositive(context);
        revoked.Should().BePositive(context);
        calls.FindLastIndex(call => call.StartsWith("CreateSnapshot", StringComparison.Ordinal)).Should().BePositive().And.BeLessThan(swapped, $"volumes come before the swap; {context}");
        calls.Take(Math.Min(revoked, swapped)).Where(call => call.StartsWith($"PUT /{LiveAccount.EvidenceBucket}/", StringComparison.Ordinal) && call.Contains("CloudTrail", StringComparison.Ordinal)).Distinct()
            .Should().HaveCountGreaterThanOrEqualTo(72, $"the logs come before every containment; {context}");
    }
}
