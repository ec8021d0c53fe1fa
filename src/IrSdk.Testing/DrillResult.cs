using System.Collections.Immutable;
using System.Text.Json.Serialization;
using IrSdk.Runtime;
using IrSdk.Simulation;

namespace IrSdk.Testing;

/// <summary>What a drill showed, as <c>ir drill --json</c> writes it.</summary>
public sealed record DrillResult
{
    /// <summary>The playbook's name.</summary>
    public required string Playbook { get; init; }

    /// <summary>The seed; the same seed shows the same.</summary>
    public required int Seed { get; init; }

    /// <summary>Each recording.</summary>
    public required ImmutableArray<RecordingResult> Recordings { get; init; }

    /// <summary>Whether every recording passed.</summary>
    [JsonIgnore]
    public bool Passed => Recordings.All(recording => recording.Passed);

    /// <summary>Fails when a recording did not pass.</summary>
    /// <exception cref="DrillFailedException">With every reason.</exception>
    public DrillResult EnsurePassed() => Passed
        ? this
        : throw new DrillFailedException(string.Join(Environment.NewLine, Recordings
            .Where(recording => !recording.Passed)
            .SelectMany(recording => recording.Failures.Select(failure => $"{Playbook}, {recording.Name}, seed {Seed}: {failure}"))));
}

/// <summary>A drill showed what it must not.</summary>
public sealed class DrillFailedException(string message) : Exception(message);

/// <summary>How an incident went.</summary>
public record DrillOutcome
{
    /// <summary>Whether it went as it must.</summary>
    [JsonPropertyOrder(-9)]
    public bool Passed => Failures.IsEmpty;

    /// <summary>From the alert until everything that the intruder held was cut off for good. Null: never.</summary>
    [JsonPropertyOrder(-8)]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required TimeSpan? TimeToContain { get; init; }

    /// <summary>The playbook's deadline.</summary>
    [JsonPropertyOrder(-7)]
    public required TimeSpan Deadline { get; init; }

    /// <summary>From the alert until the intruder held nothing that works, anywhere. Null: never.</summary>
    [JsonPropertyOrder(-6)]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required TimeSpan? Dwell { get; init; }

    /// <summary>What became of the evidence.</summary>
    [JsonPropertyOrder(-5)]
    public required DrillEvidence Evidence { get; init; }

    /// <summary>What became of the intruder's plans.</summary>
    [JsonPropertyOrder(-4)]
    public required LateralMoves LateralMoves { get; init; }

    /// <summary>Why it did not pass, one sentence each. Empty: it passed.</summary>
    [JsonPropertyOrder(-3)]
    public required ImmutableArray<string> Failures { get; init; }
}

/// <summary>What a drill of one recording showed.</summary>
public sealed record RecordingResult : DrillOutcome
{
    internal RecordingResult(PlaybookRun run, Incident incident, RunReport report)
    {
        (Incident, Report) = (incident, report);
        (Plans, Steps, Journal, Changes) = (run.Plans, run.Steps, run.Journal, run.Stage.Account.World.Changes);
    }

    /// <summary>The recording's name.</summary>
    [JsonPropertyOrder(-10)]
    public required string Name { get; init; }

    /// <summary>The same incident handled by hand.</summary>
    public required DrillOutcome ByHand { get; init; }

    /// <summary>The incident.</summary>
    [JsonIgnore]
    public Incident Incident { get; }

    /// <summary>The run's report.</summary>
    [JsonIgnore]
    public RunReport Report { get; }

    /// <summary>Every plan that was made, oldest first.</summary>
    [JsonIgnore]
    public ImmutableArray<Planning.Plan> Plans { get; }

    /// <summary>Every step as it went, for who shows it to people.</summary>
    [JsonIgnore]
    public ImmutableArray<StepEvent> Steps { get; }

    /// <summary>The journal, oldest record first.</summary>
    [JsonIgnore]
    public ImmutableArray<JournalRecord> Journal { get; }

    /// <summary>Everything that changed in the account.</summary>
    [JsonIgnore]
    public ImmutableArray<WorldChange> Changes { get; }
}

/// <summary>What became of the evidence, by the oracle.</summary>
/// <param name="Existed">How much there was at the time of the alert, each kind of each resource counting one.</param>
/// <param name="Secured">How much of it can no longer be lost.</param>
/// <param name="Lost">What of it is gone.</param>
/// <param name="Unsecured">What of it is still there, although the response tried to secure it and could not, or says that it is missing.</param>
public sealed record DrillEvidence(int Existed, int Secured, ImmutableArray<DrillLoss> Lost, ImmutableArray<DrillUnsecured> Unsecured);

/// <summary>Evidence that is gone.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Resource">The resource.</param>
/// <param name="By">Who is to blame.</param>
/// <param name="Gap">Whether the journal says that it is missing.</param>
public sealed record DrillLoss(Evidence Kind, ReportedResource Resource, LossCause By, bool Gap);

/// <summary>Evidence that is still there and not secured.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Gap">Whether the journal says that it is missing.</param>
public sealed record DrillUnsecured(Evidence Kind, ReportedResource Resource, bool Gap);

/// <summary>What became of the intruder's lateral moves.</summary>
/// <param name="Prevented">Planned, and not made.</param>
/// <param name="Happened">Made.</param>
public sealed record LateralMoves(int Prevented, int Happened);
