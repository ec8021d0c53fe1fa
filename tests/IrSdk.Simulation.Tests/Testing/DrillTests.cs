using System.Text.Json;
using IrSdk.Scripting;
using IrSdk.Testing;

namespace IrSdk.Simulation.Tests;

public sealed class DrillTests(DrillTests.Playbooks playbooks) : IClassFixture<DrillTests.Playbooks>
{
    private static readonly string[] Names = ["credential-compromise", "malware", "data-exfiltration", "unauthorized-access"];

    public static TheoryData<string> All => [.. Names];

    [Theory]
    [MemberData(nameof(All))]
    public void Run_NothingGoesWrong_PassesAndByHandDoesNot(string name)
    {
        var result = Drill.Of(playbooks[name]).With(Recording.LoadAll(Folder(name))).Run();

        result.EnsurePassed();
        result.Recordings.Should().HaveCountGreaterThanOrEqualTo(3);
        result.Recordings.Should().OnlyContain(one => one.Evidence.Lost.IsEmpty && one.TimeToContain <= one.Deadline);
        result.Recordings.Should().OnlyContain(one => !one.ByHand.Passed && one.ByHand.Evidence.Lost.Any(loss => loss.By == LossCause.Response));
        result.Recordings.Should().OnlyContain(one => one.LateralMoves.Happened <= one.ByHand.LateralMoves.Happened);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Run_FaultsAndAdversary_OurResponseDestroysNothingAndGapsAreOneForOne(string name)
    {
        // What a recording demands can be made impossible by faults: here it is what is said of it that counts.
        var recordings = Recording.LoadAll(Folder(name)).Select(recording => recording with { Expectation = new() }).ToArray();
        var seeds = int.Parse(Environment.GetEnvironmentVariable("IRSDK_DRILL_SEEDS") ?? "25");
        var failures = new List<string>();
        var (lost, unsecured) = (0, 0);
        for (var seed = 0; seed < seeds; seed++)
        {
            foreach (var one in Drill.Of(playbooks[name]).With(recordings).Seed(seed).Faults(FaultPlan.Seeded(0.2)).Run().Recordings)
            {
                (lost, unsecured) = (lost + one.Evidence.Lost.Length, unsecured + one.Evidence.Unsecured.Length);
                failures.AddRange(one.Failures.Where(failure => !IsAboutContainment(failure)).Select(failure => $"seed {seed}, {one.Name}: {failure}"));
            }
        }

        failures.Should().BeEmpty();
        (lost + unsecured).Should().BePositive("there is nothing to tell otherwise");
        TestContext.Current.TestOutputHelper?.WriteLine($"{lost} lost by the adversary or a failure and {unsecured} not secured in {seeds} seeds, each with its gap");
    }

    [Fact]
    public void Run_CaptureIsRefusedForGood_IsAFailureWithAGap()
    {
        var refused = FaultPlan.Of(new Fault(FaultKind.Denied) { Action = "capture-processes", Times = int.MaxValue });

        // The recordings demand that processes are secured, which a refusal for good makes impossible: here the gap is the point.
        var recordings = Recording.LoadAll(Folder("malware")).Select(recording => recording with { Expectation = new() });
        var result = Drill.Of(playbooks["malware"]).With(recordings).Faults(refused).Run();

        result.EnsurePassed();
        result.Recordings.Should().OnlyContain(one => one.Evidence.Lost.Any(loss =>
            loss.Kind == Evidence.Processes && loss.By == LossCause.Failure && loss.Gap));
    }

    [Fact]
    public void Run_IntruderDeletesTheLogFirst_IsTheAdversarysWithAGap()
    {
        var recording = Recording.LoadAll(Folder(Names[0]))[0];
        var restless = recording with { Scenario = recording.Scenario with { Adversary = new() { DeletesTrailUnprovoked = TimeSpan.FromMilliseconds(10) } } };

        var lost = Drill.Of(playbooks[Names[0]]).With(restless).Run().Recordings.Single().Evidence.Lost;

        lost.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Kind = Evidence.ApiActivity, By = LossCause.Adversary, Gap = true });
    }

    [Fact]
    public void Run_SameSeed_SameJournalAndChanges()
    {
        string Run(int seed)
        {
            var result = Drill.Of(playbooks[Names[0]]).With(Recording.LoadAll(Folder(Names[0]))).Seed(seed).Faults(FaultPlan.Seeded(0.3)).Run();
            return JsonSerializer.Serialize(result, IrJson.Options) + string.Join('\n', result.Recordings.SelectMany(one => one.Journal).Select(one => one.Hash));
        }

        Run(11).Should().Be(Run(11)).And.NotBe(Run(12));
    }

    [Fact]
    public void Run_AsJson_HasTheDocumentedShape()
    {
        var result = Drill.Of(playbooks[Names[0]]).With(Recording.LoadAll(Folder(Names[0]))[0]).Seed(3).Run();

        var json = JsonDocument.Parse(JsonSerializer.Serialize(result, IrJson.Options)).RootElement;
        var recording = json.GetProperty("recordings")[0];
        json.GetProperty("seed").GetInt32().Should().Be(3);
        recording.GetProperty("passed").GetBoolean().Should().BeTrue();
        recording.GetProperty("timeToContain").GetString().Should().StartWith("PT");
        recording.GetProperty("deadline").GetString().Should().Be("PT5M");
        recording.GetProperty("evidence").GetProperty("lost").GetArrayLength().Should().Be(0);
        recording.GetProperty("lateralMoves").GetProperty("prevented").GetInt32().Should().Be(3);
        recording.GetProperty("byHand").GetProperty("evidence").GetProperty("lost")[0].GetProperty("by").GetString().Should().NotBeEmpty();
        recording.TryGetProperty("journal", out _).Should().BeFalse();
    }

    [Fact]
    public void Run_ExpectationNotMet_FailsWithTheReason()
    {
        var recording = Recording.LoadAll(Folder(Names[0]))[0] with { Expectation = Expectation.Read("""{ "done": ["terminate-instance"], "containedWithin": "PT0.01S" }""") };

        Drill.Of(playbooks[Names[0]]).With(recording).Run().Invoking(result => result.EnsurePassed())
            .Should().Throw<DrillFailedException>().WithMessage("*terminate-instance was not done*").WithMessage("*was expected*");
    }

    [Fact]
    public void Run_RecordingOfAnotherKind_SaysSo() =>
        Drill.Of(playbooks["malware"]).With(Recording.LoadAll(Folder(Names[0]))[0])
            .Invoking(drill => drill.Run()).Should().Throw<InvalidOperationException>().WithMessage("*handles Malware*");

    private static bool IsAboutContainment(string failure) =>
        failure.StartsWith("containment took", StringComparison.Ordinal) || failure.StartsWith("something that the intruder held", StringComparison.Ordinal);

    internal static string Folder(string name)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (Directory.Exists(Path.Combine(at.FullName, "playbooks", name)))
            {
                return Path.Combine(at.FullName, "playbooks", name);
            }
        }

        throw new DirectoryNotFoundException("The repository's playbooks folder is not above the tests.");
    }

    public sealed class Playbooks : IAsyncLifetime
    {
        private readonly Dictionary<string, LoadedPlaybook> loaded = [];

        public LoadedPlaybook this[string name] => loaded[name];

        public async ValueTask InitializeAsync()
        {
            foreach (var name in Names)
            {
                var result = await new ScriptLoader().LoadAsync(Path.Combine(Folder(name), name + ".csx"), CancellationToken.None);
                loaded[name] = result.Loaded ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
            }
        }

        public ValueTask DisposeAsync()
        {
            foreach (var one in loaded.Values)
            {
                one.Dispose();
            }

            return ValueTask.CompletedTask;
        }
    }
}
