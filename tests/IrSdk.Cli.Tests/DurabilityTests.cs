using System.Diagnostics;
using System.Text.Json.Nodes;

namespace IrSdk.Cli.Tests;

/// <summary>Runs that are killed, and go on.</summary>
public sealed class DurabilityTests
{
    /// <summary>100 is what the design asks for; a quicker look while developing sets IRSDK_KILLS.</summary>
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("IRSDK_KILLS") ?? "100");

    [Fact]
    public void Run_KilledAtRandomMoments_LosesNoStepAndDoublesNone()
    {
        using var undisturbed = new Cli();
        undisturbed.Run(Arguments()).ExitCode.Should().Be(0);
        var expected = Effects(undisturbed);
        expected.Should().HaveCountGreaterThan(40);
        var random = new Random(20261124);
        for (var killed = 0; killed < Kills;)
        {
            using var cli = new Cli();
            var killsHere = 0;
            while (killsHere < 4 && killed + killsHere < Kills && KillAfter(cli, TimeSpan.FromMilliseconds(random.Next(250, 1_500))))
            {
                killsHere++;
            }

            killed += killsHere;
            var resumed = cli.Run(Arguments());
            resumed.ExitCode.Should().Be(0, "{0} {1}", resumed.Output, resumed.Error);
            Effects(cli).Should().BeEquivalentTo(expected, "after {0} kills nothing may be lost or doubled", killsHere);
            KeepsOrder(cli);
            var verified = cli.Run("journal", "verify", "j.db");
            verified.ExitCode.Should().Be(0, verified.Output);
        }
    }

    private static string[] Arguments() =>
        ["run", Cli.CredentialCompromise, "--alert", Cli.FourteenRoles, "--journal", "j.db", "--latency", "10", "--json"];

    private static bool KillAfter(Cli cli, TimeSpan delay)
    {
        using var process = Process.Start(cli.Command(Arguments()))!;
        process.OutputDataReceived += (_, _) => { };
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

    /// <summary>What was done to the account, each effect as often as it was done; pages may be sent again.</summary>
    private static List<string> Effects(Cli cli) =>
    [
        .. Changes(cli)
            .Where(change => !((string)change["what"]!).StartsWith("marks", StringComparison.Ordinal))
            .Select(change => (Step: (string)change["stepKey"]!, What: (string)change["what"]!))
            .Where(change => !change.Step.Contains("page", StringComparison.Ordinal))
            .Select(change => $"{change.Step}: {change.What}")
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>By the account's own log: nothing is contained before what it waits for has been secured.</summary>
    private static void KeepsOrder(Cli cli)
    {
        var changes = Changes(cli).Select((change, place) => (Step: (string)change["stepKey"]!, What: (string)change["what"]!, Place: place)).ToList();
        var places = changes.ToLookup(one => one.Step, one => one.Place);

        // A snapshot is secured when it is begun; that its copying completes later is no matter of order.
        var secured = changes.Where(one => one.What.StartsWith("secures evidence", StringComparison.Ordinal)).ToLookup(one => one.Step, one => one.Place);
        var quarantine = places.Single(group => group.Key.Contains("/quarantine-instance/", StringComparison.Ordinal)).Min();
        foreach (var capture in new[] { "/snapshot-volumes/", "/capture-processes/", "/export-network-flows/", "/export-api-activity/" })
        {
            secured.Single(group => group.Key.Contains(capture, StringComparison.Ordinal)).Max().Should().BeLessThan(quarantine, capture);
        }

        var exported = secured.Single(group => group.Key.Contains("/export-api-activity/", StringComparison.Ordinal)).Max();
        places.Where(group => group.Key.Contains("/revoke-", StringComparison.Ordinal)).SelectMany(group => group).Min().Should().BeGreaterThan(exported);
    }

    private static IEnumerable<JsonNode> Changes(Cli cli) =>
        File.ReadLines(cli.PathOf("j.db.world")).Skip(1).Select(line => JsonNode.Parse(line)!).Where(change => change["stepKey"] is not null);
}
