using System.Globalization;
using IrSdk.Planning;
using IrSdk.Scripting;
using IrSdk.Simulation;
using IrSdk.Testing;

namespace IrSdk.Analyzers.Tests.Mutations;

/// <summary>
/// Good scripts after an edit: refused, or planned without losing evidence. Where no rule has said anything, the planner has
/// nothing to add either. IRSDK_MUTANTS says how many edits; the drills play them in the simulated account.
/// </summary>
public sealed class MutationTests : IDisposable
{
    private const int IncidentsEach = 4;

    private static readonly string[] OrderRules = [UnpreservedRule.Id, IrreversibleUnpreservedRule.Id, UnprovableRule.Id, MovedRule.Id];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("irsdk-mutants-");

    [Fact]
    public async Task Plan_MutantOfAGoodScript_IsRefusedOrLosesNothing()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("IRSDK_MUTANTS") ?? "120", CultureInfo.InvariantCulture);
        var scripts = Corpus.CorpusFiles.Good.Order(StringComparer.Ordinal).ToList();
        var recordings = Directory.GetDirectories(Path.Combine(Corpus.CorpusFiles.Root, "playbooks")).SelectMany(path => Recording.LoadAll(path)).ToLookup(recording => recording.Alerts[0].Kind);
        var loader = new ScriptLoader(new() { CacheDirectory = null });
        var outcomes = new Outcome[count];
        await Parallel.ForAsync(0, count, TestContext.Current.CancellationToken, async (number, cancellation) =>
        {
            var script = scripts[number % scripts.Count];
            var path = Path.Combine(folder.FullName, $"mutant-{number}.csx");
            await File.WriteAllTextAsync(path, Mutant.Of(await File.ReadAllTextAsync(script, cancellation), number), cancellation);
            var result = await loader.LoadAsync(path, cancellation);
            using var loaded = result.Loaded;
            var isSilent = !result.Warnings.Any(warning => OrderRules.Contains(warning.Id));
            outcomes[number] = loaded is null
                ? new(IsRefused: true, IsSilent: false, [])
                : new(IsRefused: false, isSilent,
                [
                    .. Planned(loaded.Playbook, isSilent, number).Concat(Drilled(loaded, recordings[loaded.Playbook.Kind].ElementAt(number % 3), number))
                        .Select(failure => $"{script}, edit {number}: {failure}\n{File.ReadAllText(path)}"),
                ]);
        });
        var (refused, silent) = (outcomes.Count(one => one.IsRefused), outcomes.Count(one => one.IsSilent));
        var warned = count - refused - silent;
        var failures = outcomes.SelectMany(one => one.Failures).ToList();

        TestContext.Current.TestOutputHelper?.WriteLine($"{count} mutants: {refused} refused, {warned} with a finding, {silent} without");
        failures.Should().BeEmpty();
        (refused > 0 && warned > 0 && silent > 0).Should().BeTrue("edits that are all of one kind show nothing");
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static IEnumerable<string> Planned(Playbook playbook, bool isSilent, int number)
    {
        for (var one = 0; one < IncidentsEach; one++)
        {
            var plan = Planner.Plan(playbook, ResolvedIncident.Of(playbook.Kind, (number * IncidentsEach) + one), new());
            if (isSilent && plan.Findings.FirstOrDefault(finding => OrderRules.Contains(finding.Rule)) is { } missed)
            {
                yield return $"no rule spoke, and the planner says {missed.Rule} {missed.Message}";
            }

            foreach (var (step, disturbed) in plan.Steps.SelectMany(step => step.Disturbs.Select(disturbed => (step, disturbed))).Where(pair => pair.step.IsContaining && !IsSafe(plan, pair.step, pair.disturbed)))
            {
                yield return $"'{step.Id}' destroys {disturbed.Kind} of {disturbed.Resource.Id}";
            }
        }
    }

    private static bool IsSafe(Plan plan, Step step, Planning.Disturbance disturbed) =>
        plan.Waived.Any(waived => waived.Kinds.HasFlag(disturbed.Kind) && Scope.Covers(waived.Resource, disturbed.Resource))
        || step.DependsOn.Any(dependency => plan.Step(dependency.Step) is var earlier && earlier.Preserves.HasFlag(disturbed.Kind) && Scope.Covers(earlier.Action.Resource, disturbed.Resource));

    /// <summary>
    /// Plays a mutant. What the intruder makes while it is played, such as a second key, no response could know of when it was
    /// written: only resources of the first plan count.
    /// </summary>
    private static IEnumerable<string> Drilled(LoadedPlaybook loaded, Recording recording, int number) =>
        from result in Drill.Of(loaded).With(recording).Seed(number).Run().Recordings
        from loss in result.Evidence.Lost
        where loss.By == LossCause.Response && result.Plans[0].Steps.Any(step => step.Disturbs.Any(one => one.Resource.Id.Name == loss.Resource.Id))
        select $"the response destroyed {loss.Kind} of {loss.Resource} in the recording {recording.Name}";

    private sealed record Outcome(bool IsRefused, bool IsSilent, IReadOnlyList<string> Failures);
}
