using IrSdk.Intake;
using IrSdk.Planning;
using IrSdk.Runtime;
using IrSdk.Scripting;
using IrSdk.Simulation;
using IrSdk.Testing;

namespace IrSdk.Aws.Tests.Preflight;

/// <summary>The answer is there in the first second where a call takes 100 ms: counted in calls that wait for one another, not in time.</summary>
public sealed class PreflightDepthTests(MotoServer moto)
{
    /// <summary>600 ms of a second; the rest is for a slow start.</summary>
    private const int Deepest = 6;

    [Theory]
    [InlineData("credential-compromise")]
    [InlineData("malware")]
    [InlineData("data-exfiltration")]
    [InlineData("unauthorized-access")]
    public async Task Check_EachRecordingOfAPlaybook_FewCallsWaitForOneAnother_AndContainmentIsAskedForFirst(string playbook)
    {
        var folder = Path.Combine(Cli.Tests.Cli.Playbooks, playbook);
        using var loaded = (await new ScriptLoader().LoadAsync(Path.Combine(folder, $"{playbook}.csx"), TestContext.Current.CancellationToken)).Loaded!;
        foreach (var recording in Recording.LoadAll(folder).Where(one => one.Alerts.Any(alert => alert.Kind == loaded.Playbook.Kind)))
        {
            var alerts = recording.Alerts.Where(alert => alert.Kind == loaded.Playbook.Kind).ToList();
            var account = new SimulatedAccount(new AccountState(recording.Scenario), TimeProvider.System);
            var incident = await IncidentResolver.ResolveAsync([.. alerts], new("inc-1"), alerts[0].LastSeen, account.Provider.Directory, TestContext.Current.CancellationToken);

            var waves = await WavesOfAsync(Planner.Plan(loaded.Playbook, incident.Incident, new()), moto.Options());

            var simulated = waves.SelectMany(wave => wave).Where(operation => operation.StartsWith("Simulate", StringComparison.Ordinal)).ToList();
            simulated.Should().NotBeEmpty().And.HaveCountLessThan(60, "IAM answers a few such calls a second");
            waves.First(wave => wave.Any(simulated.Contains)).Should().NotContain("SimulatePrincipalPolicy irsdk-evidence", "containments are asked for first");
        }
    }

    [Fact]
    public async Task Check_CredentialsUsedAsTheyAre_FewCallsWaitForOneAnother()
    {
        var plan = PreflightTests.PlanOf(
            new AccessKey(MotoServer.Account, "AKIAI44QH8DHBEXAMPLE") { UserName = "deploy-bot" }, new Instance(MotoServer.Account, "us-east-1", "i-0a1b2c3d4e5f60718"));

        await WavesOfAsync(plan, moto.Options() with { EvidenceRole = null, ContainmentRole = null });
    }

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> WavesOfAsync(Plan plan, AwsOptions options)
    {
        var simulator = new Simulator("nothing");
        await using var waves = new Waves();
        var provider = AwsProvider.Create(options with { WrapHttp = inner => waves.Before(simulator.Before(inner)) });

        var found = await provider.Preflight!.CheckAsync(plan, TestContext.Current.CancellationToken);

        found.Findings.Should().BeEmpty();
        waves.All.Should().NotBeEmpty().And.HaveCountLessThanOrEqualTo(Deepest, "it asks {0}", string.Join(" | ", waves.All.Select(wave => string.Join(", ", wave))));
        return waves.All;
    }
}
