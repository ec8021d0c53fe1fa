using System.Text.Json;
using IrSdk.Planning;

namespace IrSdk.Scripting.Tests.Planning;

/// <summary>What a script that passes the gate can still do is to go on for ever: then its process ends, and a sentence says so.</summary>
[Collection(nameof(PlanningProcesses))]
public sealed class LimitTests
{
    private const string Head = """Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(5.Minutes())""";
    private const string Loop = "var n = 0; while (n >= 0) { n = n == 3 ? 0 : n + 1; }";

    /// <summary>Long enough to load a script on a busy machine.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(4);

    [Theory]
    [InlineData($"return {Head}.Respond(i => {{ {Loop} return Preserve.Snapshot(); }});")]
    [InlineData($"return {Head}.Respond(Preserve.Snapshot(i => i.Instances.Where(x => {{ {Loop} return true; }})));")]
    [InlineData($"return {Head}.Respond(Preserve.Snapshot().Without(Evidence.Memory, on: i => {{ {Loop} return i.Resources; }}, because: \"x\"));")]
    public async Task RespondAsync_EndlessLoop_IsEndedAndSaid(string script)
    {
        await using var bench = new Bench(options => options with { Limit = Soon });
        var playbook = await bench.PlaybookAsync(script);

        var refused = await playbook.Invoking(it => it.RespondAsync(Bench.Incident(), CancellationToken.None).AsTask()).Should().ThrowAsync<PlanningException>();

        refused.WithMessage("The playbook in test.csx gave no answer within 4 s and was ended; look for a loop that does not end.");
        await Bench.EndedAsync();
    }

    [Fact]
    public async Task ReassessAsync_EndlessLoop_IsEndedAndTheFirstRoundStillPlans()
    {
        await using var bench = new Bench(options => options with { Limit = Soon });
        var playbook = await bench.PlaybookAsync($"return {Head}.Respond(Preserve.Snapshot()).Reassess((i, o) => {{ {Loop} return null; }});");

        var context = new PlanningContext { Round = 2 };
        await FluentActions.Awaiting(() => Planner.PlanNextAsync(playbook, Bench.Incident(), Outcomes.None, context, CancellationToken.None).AsTask()).Should().ThrowAsync<PlanningException>().WithMessage("*does not end.");
        (await Planner.PlanAsync(playbook, Bench.Incident(), new(), CancellationToken.None)).Steps.Should().ContainSingle(step => step.Action is SnapshotVolumes);
    }

    [Fact]
    public async Task RespondAsync_StormOfTwentyThousandAlerts_IsPlannedWithinTheUsualLimits()
    {
        await using var bench = new Bench(options => options with { MaxBytes = new PlanningOptions().MaxBytes });
        var playbook = await bench.PlaybookAsync($$"""
            return {{Head}}.Respond(i => i.Alerts[0].Original.TryGetProperty("detail", out _) && !i.Alerts[^1].Original.TryGetProperty("detail", out _) && i.Alerts.Length == {{IsolatedPlaybook.MostAlerts}} ? Preserve.Snapshot() : Preserve.Identity());
            """);
        var original = JsonSerializer.SerializeToElement(new { detail = Enumerable.Range(0, 500).Select(number => $"{number}: something was observed") });
        var alert = Bench.Incident().Alerts[0] with { Original = original };
        var incident = Bench.Incident() with { Alerts = [.. Enumerable.Range(0, 20_000).Select(number => alert with { Id = $"a-{number}" })] };

        var response = await playbook.RespondAsync(incident, CancellationToken.None);

        response.Verbs.Should().ContainSingle(verb => verb.Name == "Snapshot", "the first alerts are shown whole, the later ones without their original, and no more of them than a script may see");
    }

    [Fact]
    public async Task OpenAsync_BodyThatNeverEnds_IsRefused()
    {
        await using var bench = new Bench(options => options with { Limit = Soon });

        var refused = (await bench.OpenAsync($"{Loop}\nreturn {Head}.Respond(Preserve.Snapshot());")).Diagnostics.Should().ContainSingle().Subject;

        (refused.Id, refused.Severity).Should().Be((ScriptRules.Unbounded, ScriptSeverity.Error));
        refused.Message.Should().EndWith("look for a loop that does not end.");
    }

    [Fact]
    public async Task RespondAsync_RecursionWithoutEnd_IsSaid()
    {
        await using var bench = new Bench();
        var playbook = await bench.PlaybookAsync($"int Deeper(int n) => n < 0 ? 0 : Deeper(n + 1) + 1;\nreturn {Head}.Respond(i => Deeper(1) == 7 ? Preserve.Snapshot() : Preserve.Identity());");

        await playbook.Invoking(it => it.RespondAsync(Bench.Incident(), CancellationToken.None).AsTask()).Should().ThrowAsync<PlanningException>().WithMessage("*called itself without end; look for a recursion.");
    }

    [Theory]
    [InlineData("var big = new long[1_400_000_000]; return big.Length > 3 ? Preserve.Snapshot() : Preserve.Identity();")]
    [InlineData("var all = new List<string>(); while (all.Count >= 0) { all.Add(new string('x', 1_000_000)); } return Preserve.Snapshot();")]
    public async Task RespondAsync_GiantAllocation_IsSaid(string body)
    {
        await using var bench = new Bench();
        var playbook = await bench.PlaybookAsync($"return {Head}.Respond(i => {{ {body} }});");

        await playbook.Invoking(it => it.RespondAsync(Bench.Incident(), CancellationToken.None).AsTask()).Should().ThrowAsync<PlanningException>().WithMessage("*it took more memory than it may; look for what grows without end.");
    }

    [Fact]
    public async Task RespondAsync_MoreActionsThanAPlanCanHave_IsRefused()
    {
        await using var bench = new Bench();
        var playbook = await bench.PlaybookAsync($"return {Head}.Respond(i => {{ var all = Preserve.Snapshot(); for (var n = 1; n < 4000; n++) {{ all = all.And.ApiActivity(last: n.Hours()); }} return all; }});");

        await playbook.Invoking(it => it.RespondAsync(Bench.Incident(), CancellationToken.None).AsTask()).Should().ThrowAsync<PlanningException>().WithMessage("*4000 actions, and 3000 are the most*");
    }
}
