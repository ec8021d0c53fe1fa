using System.Collections.Immutable;
using System.Text.Json;
using IrSdk.Host.Decisions;
using IrSdk.Host.Feed;
using IrSdk.Host.Incidents;
using IrSdk.Host.Playbooks;
using IrSdk.Planning;
using IrSdk.Runtime;
using IrSdk.Testing;

namespace IrSdk.Host.Drills;

/// <summary>
/// Plays the recordings of a playbook that serves, one drill at a time and none while an incident is under way, and writes what it
/// showed to the journal. The playbook's code stays in its own process.
/// </summary>
internal sealed partial class DrillDesk(PlaybookShelf shelf, IncidentBoard board, WatchedJournal journal, TimeProvider time, ILogger<DrillDesk> logger) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private Task drilling = Task.CompletedTask;
    private string? playing;

    /// <summary>The name of the playbook that is drilled just now. Null: none is.</summary>
    public string? Playing => Volatile.Read(ref playing);

    /// <summary>Begins a drill.</summary>
    /// <param name="name">The playbook's name.</param>
    /// <param name="by">Who asks.</param>
    public Decision Begin(string name, string by)
    {
        if (shelf.Find(name) is not { } playbook)
        {
            return Decision.Refused("No such playbook serves; the page of playbooks lists those that do.");
        }

        if (board.Incidents.Any(one => one.Stage is IncidentStage.Accepted or IncidentStage.Responding or IncidentStage.Undoing))
        {
            return Decision.Refused("An incident is under way, and a drill would take time from it; drill when it is contained.");
        }

        lock (gate)
        {
            if (playing is { } other)
            {
                return Decision.Refused($"A drill of {other} is under way; wait for it.");
            }

            Volatile.Write(ref playing, name);
            drilling = Task.Run(() => DrillAsync(playbook, by));
        }

        return Decision.Taken;
    }

    public async ValueTask DisposeAsync() => await drilling.ConfigureAwait(false);

    private async Task DrillAsync(ShelvedPlaybook playbook, string by)
    {
        try
        {
            var (recordings, failure) = Play(playbook);
            DrillFinished finished = new(playbook.Playbook.Name, playbook.Source, playbook.Playbook.Assembly, by, recordings, failure) { Commit = playbook.Origin.Commit };
            LogFinished(playbook.Choice, finished.Passed);
            await journal.AppendAsync([new(null, DrillFinished.Kind, 1, time.GetUtcNow(), JsonSerializer.SerializeToElement(finished, IrJson.Options))], null, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failed)
        {
            // A drill must not take the host with it; what is not in the journal was not drilled, and stays overdue.
            LogFailed(failed, playbook.Choice);
        }
        finally
        {
            Volatile.Write(ref playing, null);
        }
    }

    private static (ImmutableArray<DrilledRecording> Recordings, string? Failure) Play(ShelvedPlaybook playbook)
    {
        try
        {
            return ([.. Drill.Of(playbook.Playbook).With(Recording.LoadAll(playbook.Folder)).Run().Recordings.Select(DrilledRecording.Of)], null);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or InvalidOperationException or IOException or PlanningException)
        {
            return ([], wrong.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "The drill of {Playbook} has finished; it passed: {Passed}.")]
    private partial void LogFinished(string playbook, bool passed);

    [LoggerMessage(LogLevel.Error, "The drill of {Playbook} was stopped by a failure; it counts as not drilled.")]
    private partial void LogFailed(Exception failure, string playbook);
}
