namespace IrSdk.Runtime.Tests;

public sealed class ResumeTests
{
    [Fact]
    public void Respond_CutAfterAnyRecord_GoesOnWithoutDoublingOrReordering()
    {
        var whole = Run(new Rig());
        for (var cut = 1; cut < whole.Journal.Records.Count; cut++)
        {
            var first = Run(new Rig());
            var effects = first.World.Effects.ToList();
            var kept = first.Journal.Records.Take(cut).ToList();
            var intended = Keys(kept, JournalKinds.StepIntended);

            // Of what was intended when the run was cut, some had happened and some had not.
            foreach (var happened in new[] { true, false })
            {
                var second = new Rig();
                second.World.Effects.AddRange(effects.Where(effect => Keys(kept, JournalKinds.StepEnded).Contains(effect.Key) || (happened && intended.Contains(effect.Key))));
                second.Journal = InMemoryJournal.From(kept, second.Clock);

                var report = Run(second, slow: false).Report!;

                report.Status.Should().Be(RunStatus.Contained, $"cut after {cut}, happened: {happened}");
                second.World.Doubled.Should().BeEmpty($"cut after {cut}, happened: {happened}");
                second.World.Effects.Where(effect => !effect.Action.StartsWith("page", StringComparison.Ordinal)).Select(effect => effect.Action)
                    .Should().BeEquivalentTo(whole.World.Effects.Where(effect => !effect.Action.StartsWith("page", StringComparison.Ordinal)).Select(effect => effect.Action));
                IsOrdered(second).Should().BeTrue($"cut after {cut}, happened: {happened}");
            }
        }
    }

    [Fact]
    public void Respond_ResumedLongAfterTheDeadline_StillSecuresBeforeItContains()
    {
        var first = Run(new Rig());
        var cut = first.Journal.Records.FindIndex(record => record.Kind == JournalKinds.StepIntended) + 1;
        var second = new Rig();
        second.Journal = InMemoryJournal.From(first.Journal.Records.Take(cut), second.Clock);
        second.Clock.Run(async () =>
        {
            await Task.Delay(TimeSpan.FromHours(3), second.Clock);
            return 0;
        });

        var report = Run(second).Report!;

        report.Gaps.Should().BeEmpty();
        IsOrdered(second).Should().BeTrue();
        second.Kinds.Should().Contain(JournalKinds.DeadlineMissed);
    }

    private static HashSet<string> Keys(IEnumerable<JournalRecord> records, string kind) =>
        [.. records.Where(record => record.Kind == kind).Select(record => record.Payload!.Value.GetProperty("key").GetString()!)];

    private static (World World, InMemoryJournal Journal, RunReport? Report) Run(Rig rig, bool slow = true)
    {
        if (slow)
        {
            rig.World.Latency["capture-processes"] = TimeSpan.FromSeconds(9);
            rig.World.Latency["snapshot-volumes"] = TimeSpan.FromSeconds(1);
            rig.World.Latency["open-ticket"] = TimeSpan.FromSeconds(2);
        }

        var report = rig.Respond();
        return (rig.World, rig.Journal, report);
    }

    /// <summary>In the journal, no step is intended before everything that it waits for has ended.</summary>
    private static bool IsOrdered(Rig rig)
    {
        var plan = Planning.Planner.Plan(Rig.Playbook, rig.Incident(), new() { MaxAffected = 100 });
        var ended = new HashSet<string>();
        foreach (var record in rig.Journal.Records)
        {
            if (record.Kind == JournalKinds.StepIntended && !plan.Step(record.Payload!.Value.GetProperty("step").GetString()!).DependsOn.All(one => ended.Contains(one.Step)))
            {
                return false;
            }

            if (record.Kind == JournalKinds.StepEnded)
            {
                ended.Add(record.Payload!.Value.GetProperty("step").GetString()!);
            }
        }

        return true;
    }
}
