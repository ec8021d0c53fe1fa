using System.Collections.Immutable;
using System.Text.Json;
using IrSdk.Runtime;
using IrSdk.Testing;
using static IrSdk.First;

namespace IrSdk.Simulation.Tests;

public sealed class OneForOneTests
{
    private static readonly Playbook Whole = Playing(Preserve.Snapshot().And.Memory().And.Processes().And.NetworkFlows().And.ApiActivity().Then.Quarantine());

    private static readonly Recording Recording =
        Recording.Load(Path.Combine(DrillTests.Folder("malware"), "recordings", "crypto-miner.alert.json")) with { Expectation = new() };

    private static readonly string Host = Recording.Scenario.Instances.First(instance => instance.Held).Name;

    private static readonly FaultPlan MemoryRefused = FaultPlan.Of(new Fault(FaultKind.Denied) { Action = "capture-memory", Times = int.MaxValue });

    private static Drill Honest => Drill.Of(Whole).With(Recording);

    [Fact]
    public void Run_NobodyLies_Passes() => Honest.Run().EnsurePassed();

    [Fact]
    public void Run_CaptureStoresNothingAndSaysSecured_IsOurResponsesLoss() =>
        Failures(Honest.With(new CaptureProcesses(Rig.Instance), (action, context, _) => Task.FromResult(Saying(action, Evidence.Processes, EvidenceStatus.Secured, context))))
            .Should().Contain([$"our own response destroyed processes of {Host}", $"processes of {Host} is not secured, and the report says that it is"]);

    [Fact]
    public void Run_CaptureOfWhatNothingDisturbsStoresNothing_FailsAllTheSame() =>
        Failures(Honest.With(new CaptureMemory(Rig.Instance), (action, context, _) => Task.FromResult(Saying(action, Evidence.Memory, EvidenceStatus.Secured, context))))
            .Should().Equal($"memory of {Host} is not secured, and the report says that it is");

    [Fact]
    public void Run_CaptureSaysAbsentOfWhatExists_Fails() =>
        Failures(Honest.With(new CaptureMemory(Rig.Instance), (action, context, _) => Task.FromResult(Saying(action, Evidence.Memory, EvidenceStatus.Absent, context))))
            .Should().Equal($"memory of {Host} existed, and the report says that it never did");

    [Fact]
    public void Run_CaptureSaysGapOfWhatItSecured_Fails() =>
        Failures(Honest.With(new CaptureMemory(Rig.Instance), async (action, context, honestly) =>
        {
            await honestly(context);
            return Saying(action, Evidence.Memory, EvidenceStatus.Gap, context);
        })).Should().Equal($"memory of {Host} is secured, and the report says that it is missing");

    [Fact]
    public void Run_CaptureSaysGapOfWhatNeverWas_Fails() =>
        Failures(Honest.With(new CaptureMemory(Rig.Instance), async (action, context, honestly) =>
        {
            var result = await honestly(context);
            return result with { Evidence = result.Evidence.Add(new(Evidence.BucketState, action.Resource.Id, EvidenceStatus.Gap, context.Time.GetUtcNow())) };
        })).Should().Equal($"bucket state of {Host} never existed, and the report says that it is missing");

    [Fact]
    public void Run_RefusalIsHushedUp_FailsForWantOfAGap()
    {
        var result = Honest.Faults(MemoryRefused).With(new CaptureMemory(Rig.Instance), async (action, context, honestly) =>
        {
            try
            {
                return await honestly(context);
            }
            catch (ProviderException)
            {
                return Saying(action, Evidence.Memory, EvidenceStatus.Secured, context);
            }
        }).Run();

        result.Recordings.Single().Failures.Should().Contain($"memory of {Host} is lost or could not be secured, and the journal has no gap for it");
        result.Recordings.Single().Evidence.Unsecured.Should().ContainSingle().Which.Gap.Should().BeFalse();
    }

    [Fact]
    public void Run_RefusedAndStillThere_PassesWithItsGapOnThePage()
    {
        var one = Honest.Faults(MemoryRefused).Run().EnsurePassed().Recordings.Single();

        one.Evidence.Lost.Should().BeEmpty();
        one.Evidence.Unsecured.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Kind = Evidence.Memory, Gap = true });
        PageOf(one).Lines.Should().ContainSingle(line => line.StartsWith($"Missing: memory of {Host}: "));
    }

    [Fact]
    public void Run_PageLeavesTheGapOut_Fails() =>
        Failures(Honest.Faults(MemoryRefused).With(new PageOnCall(Rig.Account), (_, context, honestly) =>
                honestly(Rewritten(context, lines => lines.Where(line => !line.StartsWith("Missing: ")))))
            ).Should().Equal($"the page does not say that memory of {Host} is missing");

    [Fact]
    public void Run_PageNamesAGapThatIsNone_Fails() =>
        Failures(Honest.With(new PageOnCall(Rig.Account), (_, context, honestly) =>
                honestly(Rewritten(context, lines => lines.Append($"Missing: volumes of {Host}: refused.")))))
            .Should().Equal($"the page names a gap that is none: Missing: volumes of {Host}: refused.");

    [Fact]
    public void Run_GapIsClosedLate_ThePageMustFollow()
    {
        // Containment passes the capture, which ends late and well: the intruder's host keeps its memory.
        var slow = FaultPlan.Of(new Fault(FaultKind.Slow) { Action = "capture-memory", Factor = 4 });
        var impatient = Drill.Of(Playing(Preserve.Memory().Within(TimeSpan.FromMinutes(2)).Then.Scan(), TimeSpan.FromMinutes(2)))
            .With(Recording with { Scenario = Recording.Scenario with { Adversary = new() { Moves = 0, Restless = 0 } } }).Faults(slow);

        var late = impatient.Run().Recordings.Single();
        late.Journal.Select(record => record.Kind).Should().Contain([JournalKinds.EvidenceGap, JournalKinds.EvidenceClosed]);
        late.Failures.Should().NotContain(failure => failure.Contains("the page"));

        Notice? first = null;
        Failures(impatient.With(new PageOnCall(Rig.Account), (_, context, honestly) =>
        {
            first ??= context.Notice!.Lines.Any(line => line.StartsWith("Missing: ")) ? context.Notice : null;
            return honestly(context with { Notice = first ?? context.Notice });
        })).Should().Contain(failure => failure.StartsWith($"the page names a gap that is none: Missing: memory of {Host}: "));
    }

    [Fact]
    public void Run_LeftOutOnPurpose_IsWaivedAndOnThePage()
    {
        var waiving = Playing(Preserve.Snapshot().And.NetworkFlows().And.ApiActivity().Then.Quarantine().Without(Evidence.Processes, because: "no agent here"));

        var result = Drill.Of(waiving).With(Recording).Run().EnsurePassed();

        var one = result.Recordings.Single();
        one.Evidence.Lost.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Kind = Evidence.Processes, By = LossCause.Waived, Gap = true });
        PageOf(one).Lines.Should().Contain($"Left out: processes of {Host}: no agent here.");
        JsonSerializer.SerializeToElement(result, IrJson.Options).GetProperty("recordings")[0].GetProperty("evidence").GetProperty("lost")[0].GetProperty("by").GetString()
            .Should().Be("waived");
        Failures(Drill.Of(waiving).With(Recording).With(new PageOnCall(Rig.Account), (_, context, honestly) =>
                honestly(Rewritten(context, lines => lines.Where(line => !line.StartsWith("Left out: ")))))
            ).Should().Contain($"the page does not say that processes of {Host} is missing");
    }

    private static Playbook Playing(Response response, TimeSpan? deadline = null) =>
        Playbook.Named("one-for-one").Handles(IncidentKind.Malware).Against("T1496").ContainWithin(deadline ?? TimeSpan.FromMinutes(10)).Respond(response);

    private static ImmutableArray<string> Failures(Drill drill) => drill.Run().Recordings.Single().Failures;

    private static SentNotice PageOf(RecordingResult result) =>
        result.Changes.SelectMany(change => change.Items).OfType<SentNotice>().Last(notice => notice.Medium == "page");

    private static StepResult Saying(ResponseAction action, Evidence kind, EvidenceStatus status, StepContext context) => new()
    {
        Detail = "so it says",
        Evidence = [new(kind, action.Resource.Id, status, context.Time.GetUtcNow())],
    };

    private static StepContext Rewritten(StepContext context, Func<IEnumerable<string>, IEnumerable<string>> rewrite) =>
        context with { Notice = context.Notice! with { Lines = [.. rewrite(context.Notice.Lines)] } };
}
