using System.Collections.Immutable;
using System.Globalization;
using IrSdk.Runtime;

namespace IrSdk.Testing;

/// <summary>That a playbook was drilled: when, how it went, and which script it was then. What <c>ir drill --record</c> writes, and <c>ir check --drilled-within</c> reads.</summary>
public sealed record DrillRecord
{
    /// <summary>The playbook's name.</summary>
    public required string Playbook { get; init; }

    /// <summary>What the script was, as <see cref="ScriptContent"/> says it.</summary>
    public required string Script { get; init; }

    /// <summary>When it was drilled, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether in a real account or an emulator. Default: in the simulated account.</summary>
    public bool Live { get; init; }

    /// <summary>Whether every recording went as it must.</summary>
    public required bool Passed { get; init; }

    /// <summary>Each recording; the worst of it where it was played several times.</summary>
    public required ImmutableArray<DrilledRecording> Recordings { get; init; }

    /// <summary>The commit that it was taken from. Null: it was drilled from a path.</summary>
    public string? Commit { get; init; }

    /// <summary>That commit's tree. Null: it was drilled from a path.</summary>
    public string? Tree { get; init; }

    /// <summary>The record of drills in the simulated account.</summary>
    /// <param name="results">The same drill with one seed or more; at least one.</param>
    /// <param name="script">What the script is, as <see cref="ScriptContent"/> says it.</param>
    /// <param name="at">When.</param>
    public static DrillRecord Of(IReadOnlyCollection<DrillResult> results, string script, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(results);
        return new()
        {
            Playbook = results.First().Playbook,
            Script = script,
            At = at.ToUniversalTime(),
            Passed = results.All(result => result.Passed),
            Recordings =
            [
                .. results.SelectMany(result => result.Recordings).GroupBy(recording => recording.Name, StringComparer.Ordinal).Select(all => new DrilledRecording(
                    all.Key,
                    all.All(one => one.Passed),
                    Slowest(all.Select(one => one.TimeToContain)),
                    all.First().Deadline,
                    all.Max(one => one.Evidence.Lost.Count(loss => loss.By == Simulation.LossCause.Response)))),
            ],
        };
    }

    /// <summary>The record of a drill in a real account or an emulator.</summary>
    /// <param name="reports">What came of each recording; at least one.</param>
    /// <param name="script">What the script is, as <see cref="ScriptContent"/> says it.</param>
    /// <param name="at">When.</param>
    public static DrillRecord OfLive(IReadOnlyCollection<(string Recording, RunReport Report)> reports, string script, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ImmutableArray<DrilledRecording> recordings =
        [
            .. reports.Select(one => new DrilledRecording(
                one.Recording, one.Report.Status == RunStatus.Contained && one.Report.TimeToContain <= one.Report.Deadline, one.Report.TimeToContain, one.Report.Deadline, Lost: null)),
        ];
        return new() { Playbook = reports.First().Report.Playbook, Script = script, At = at.ToUniversalTime(), Live = true, Passed = recordings.All(one => one.Passed), Recordings = recordings };
    }

    /// <summary>Why the playbook must be drilled again, as a sentence. Null: it need not.</summary>
    /// <param name="script">What the script is now, as <see cref="ScriptContent"/> says it. Null: it is not asked whether it changed.</param>
    /// <param name="within">How long a drill counts.</param>
    /// <param name="now">The time.</param>
    public string? Overdue(string? script, TimeSpan within, DateTimeOffset now)
    {
        var day = At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return !Passed ? $"The last drill of {Playbook}, on {day}, failed ({string.Join(", ", Recordings.Where(one => !one.Passed).Select(one => one.Name))}); mend it, and run 'ir drill --record' again."
            : script is not null && script != Script ? $"{Playbook} was changed after its last drill, on {day}; run 'ir drill --record' again."
            : now - At > within ? string.Create(CultureInfo.InvariantCulture, $"{Playbook} was last drilled on {day}, {(now - At).TotalDays:0} days ago, and a drill counts {within.TotalDays:0.#} days; run 'ir drill --record' again.")
            : null;
    }

    private static TimeSpan? Slowest(IEnumerable<TimeSpan?> times)
    {
        var all = times.ToList();
        return all.Contains(null) ? null : all.Max();
    }
}

/// <summary>How a recording of a playbook went when it was drilled.</summary>
/// <param name="Name">The recording's name.</param>
/// <param name="Passed">Whether it went as it must.</param>
/// <param name="TimeToContain">From the alert until everything that the intruder held was cut off. Null: never.</param>
/// <param name="Deadline">The playbook's deadline.</param>
/// <param name="Lost">How much evidence our own response destroyed. Null: a live drill does not know.</param>
public sealed record DrilledRecording(string Name, bool Passed, TimeSpan? TimeToContain, TimeSpan Deadline, int? Lost);
