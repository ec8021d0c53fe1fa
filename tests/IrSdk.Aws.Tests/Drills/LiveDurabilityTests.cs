using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using IrSdk.Cli.Tests;

namespace IrSdk.Aws.Tests;

/// <summary><c>ir run --provider aws</c> that is killed, and goes on: by the account, by boto3 and by the server's own record of calls.</summary>
public sealed class LiveDurabilityTests
{
    private const string Playbook = "credential-compromise";

    /// <summary>50 is what must hold; a quicker look while developing is the default.</summary>
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("IRSDK_KILLS") ?? "8", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Run_KilledAtRandomMoments_DoublesNothingAndKeepsTheOrder()
    {
        await using var live = await LiveAccount.StartAsync();
        var playbook = live.Cli.Write("credential-compromise.csx", WithoutAgent());
        var random = new Random(20261124);
        for (var killed = 0; killed < Kills;)
        {
            await live.ResetAsync();
            var alert = live.Stage(Playbook, "fourteen-roles");
            string[] run = [.. LiveAccount.RunArguments(playbook, alert), "--outbox", $"outbox-{killed}"];
            var killsHere = 0;
            while (killsHere < 4 && killed + killsHere < Kills && KillAfter(live, run, TimeSpan.FromMilliseconds(random.Next(500, 25_000))))
            {
                killsHere++;
            }

            var resumed = live.Ir(run);
            var context = $"after {killsHere} kills: {resumed.Output} {resumed.Error}";
            var report = JsonNode.Parse(resumed.Output)!;
            ((string)report["status"]!).Should().Be("contained", context);
            Doubled(live.Facts(), context);
            Directory.GetFiles(live.Cli.PathOf($"outbox-{killed}"), "*.ticket.md").Should().ContainSingle(context);
            var verified = live.Ir("journal", "verify", "j.db");
            verified.ExitCode.Should().Be(0, verified.Output);
            killed += Math.Max(1, killsHere);
        }
    }

    /// <summary>The playbook without the capture that this server lets run into its time limit: two minutes for each resumed run.</summary>
    private static string WithoutAgent()
    {
        var script = File.ReadAllText(Path.Combine(Cli.Tests.Cli.CredentialCompromise, Playbook + ".csx"));
        var without = script.Replace("        .And.Processes()\n", "", StringComparison.Ordinal)
            .Replace(".And.Quarantine()", ".And.Quarantine().Without(Evidence.Processes, because: \"this fleet has no agent\")", StringComparison.Ordinal);
        without.Should().NotContain(".Processes()").And.Contain(".Without(");
        return without;
    }

    private static void Doubled(JsonNode account, string context)
    {
        var host = account["instances"]!.AsArray().Single()!;
        account["snapshots"]!.AsArray().Select(one => (string)one!["volume"]!)
            .Should().BeEquivalentTo(host["volumes"]!.AsArray().Select(volume => (string)volume!), "one snapshot a volume {0}", context);
        account["users"]!["deploy-bot"]!["policies"]!.AsObject().Should().ContainSingle(context);
        var roles = account["roles"]!.AsObject().Select(role => role.Value!.AsObject().Count).Where(policies => policies > 0).ToList();
        roles.Should().HaveCount(14, context).And.OnlyContain(policies => policies == 1, context);
        host["interfaces"]!.AsArray().Should().OnlyContain(groups => groups!.AsArray().Count == 1 && (string)groups[0]! == "irsdk-isolation", context);
        var calls = account["calls"]!.AsArray().Select(call => (string)call!).ToList();
        calls.Should().Contain("CreateSnapshots").And.Contain("ModifyNetworkInterfaceAttribute");
        calls.LastIndexOf("CreateSnapshots").Should().BeLessThan(calls.IndexOf("ModifyNetworkInterfaceAttribute"), context);
    }

    private static bool KillAfter(LiveAccount live, string[] run, TimeSpan delay)
    {
        using var process = Process.Start(live.Command(run))!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (process.WaitForExit(delay))
        {
            return false;
        }

        process.Kill();
        process.WaitForExit();
        return true;
    }
}
