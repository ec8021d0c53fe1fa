using System.Collections.Immutable;
using IrSdk.Testing;

namespace IrSdk.Host.Drills;

/// <summary>What a drill came to, as the journal keeps it.</summary>
/// <param name="Playbook">The playbook's name.</param>
/// <param name="Source">The source that it served from.</param>
/// <param name="Assembly">SHA-256 of its assembly, in lower-case hexadecimal; another one is another playbook.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Recordings">What each recording showed. Empty: none could be played.</param>
/// <param name="Failure">Why none could be played, in a sentence. Null: they were.</param>
public sealed record DrillFinished(string Playbook, string Source, string Assembly, string By, ImmutableArray<DrilledRecording> Recordings, string? Failure)
{
    /// <summary>The kind of its entry in the journal.</summary>
    public const string Kind = "drill.finished";

    /// <summary>The full id of the commit. Null: it is from a folder.</summary>
    public string? Commit { get; init; }

    /// <summary>When, in UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Whether everything went as it must.</summary>
    public bool Passed => Failure is null && Recordings.All(one => one.Failures.IsEmpty);

    /// <summary>The slowest containment. Null: a recording was never contained, or none was played.</summary>
    public TimeSpan? TimeToContain => Recordings.IsEmpty || Recordings.Any(one => one.TimeToContain is null) ? null : Recordings.Max(one => one.TimeToContain);
}

/// <summary>What a drill of one recording showed.</summary>
/// <param name="Name">The recording's name.</param>
/// <param name="TimeToContain">From the alert to containment for good. Null: never.</param>
/// <param name="ByHand">The same, by hand. Null: never.</param>
/// <param name="Existed">How much evidence there was.</param>
/// <param name="Secured">How much of it can no longer be lost.</param>
/// <param name="Lost">How much of it is gone.</param>
/// <param name="MovesPrevented">The intruder's lateral moves that were not made any more.</param>
/// <param name="MovesMade">Those that were.</param>
/// <param name="Failures">Why it did not pass, in sentences. Empty: it passed.</param>
public sealed record DrilledRecording(
    string Name, TimeSpan? TimeToContain, TimeSpan? ByHand, int Existed, int Secured, int Lost, int MovesPrevented, int MovesMade, ImmutableArray<string> Failures)
{
    internal static DrilledRecording Of(RecordingResult result) => new(
        result.Name, result.TimeToContain, result.ByHand.TimeToContain, result.Evidence.Existed, result.Evidence.Secured, result.Evidence.Lost.Length, result.LateralMoves.Prevented,
        result.LateralMoves.Happened, result.Failures);
}
