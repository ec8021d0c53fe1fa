using System.Collections.Immutable;
using IrSdk.Intake;
using IrSdk.Planning;
using IrSdk.Runtime;

namespace IrSdk.Testing;

/// <summary>The real responder, on a drill's stage.</summary>
internal sealed class PlaybookRun(Stage stage, IPlaybook playbook, ResponderOptions options, int seed)
{
    private readonly List<Plan> plans = [];
    private readonly List<StepEvent> steps = [];

    public RunReport? Report { get; private set; }

    public Stage Stage => stage;

    public IPlaybook Playbook => playbook;

    public ImmutableArray<Plan> Plans => [.. plans];

    public ImmutableArray<StepEvent> Steps => [.. steps];

    public ImmutableArray<JournalRecord> Journal { get; private set; } = [];

    public async Task<RunReport> RespondAsync(Incident incident)
    {
        var spread = new Random(seed);
        var journal = SqliteJournal.InMemory(stage.Time);
        await using (journal.ConfigureAwait(false))
        {
            var responder = new Responder(stage.Account.Provider, journal, options with
            {
                Time = stage.Time,
                Jitter = spread.NextDouble,
                Resolve = options.Resolve ?? ((known, token) => IncidentResolver.ResolveAgainAsync(known, stage.Time.GetUtcNow(), stage.Account.Provider.Directory, token)),
                Progress = new Each<StepEvent>(steps.Add),
                Plans = new Each<Plan>(plans.Add),
            });
            Report = await responder.RespondAsync(playbook, incident, CancellationToken.None).ConfigureAwait(false);
            Journal = await journal.ReadAsync(0, null, CancellationToken.None).ConfigureAwait(false);
            return Report;
        }
    }

    /// <summary>Hears at once, on the same thread, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class Each<T>(Action<T> hear) : IProgress<T>
    {
        public void Report(T value) => hear(value);
    }
}
