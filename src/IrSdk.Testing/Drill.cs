using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using IrSdk.Planning;
using IrSdk.Runtime;
using IrSdk.Scripting;
using IrSdk.Simulation;

namespace IrSdk.Testing;

/// <summary>
/// A rehearsal: a playbook against recordings, in a simulated account with an intruder at work, on a virtual clock; and the
/// same incidents handled by hand. Judged by what truly happened in the account.
/// </summary>
/// <example><code>
/// (await Drill.Of(playbook).With(Recording.Load("recordings/fourteen-roles.alert.json")).Seed(7).RunAsync()).EnsurePassed();
/// </code></example>
public sealed record Drill
{
    private readonly IPlaybook playbook;
    private ImmutableArray<Recording> recordings = [];
    private int seed;
    private FaultPlan faults = FaultPlan.None;
    private LatencyProfile latency = LatencyProfile.Plausible;
    private bool adversary = true;
    private Action<SimulatedAccount> prepare = _ => { };
    private ResponderOptions options = new() { Owner = "drill", HoldFor = TimeSpan.FromMinutes(10) };

    private Drill(IPlaybook playbook) => this.playbook = playbook;

    /// <summary>A drill of a playbook, without recordings as yet.</summary>
    /// <param name="playbook">The playbook.</param>
    /// <param name="assemblyHash">SHA-256 of the assembly that holds it. Null: it is not from a script.</param>
    public static Drill Of(Playbook playbook, string? assemblyHash = null)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        return new(new InProcessPlaybook(playbook, assemblyHash));
    }

    /// <summary>A drill of a playbook that was loaded from a script.</summary>
    public static Drill Of(LoadedPlaybook loaded)
    {
        ArgumentNullException.ThrowIfNull(loaded);
        return new(new InProcessPlaybook(loaded.Playbook, loaded.AssemblyHash));
    }

    /// <summary>A drill of a playbook whose code may be in a process of its own.</summary>
    public static Drill Of(IPlaybook playbook)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        return new(new AwaitedPlaybook(playbook));
    }

    /// <summary>Adds recordings.</summary>
    public Drill With(params IEnumerable<Recording> more) => this with { recordings = [.. recordings, .. more] };

    /// <summary>Decides latencies, faults and what the intruder does when. Default: 0.</summary>
    public Drill Seed(int number) => this with { seed = number };

    /// <summary>What goes wrong in the account. Default: nothing.</summary>
    public Drill Faults(FaultPlan plan) => this with { faults = plan };

    /// <summary>How slow the account is. Default: as a real one.</summary>
    public Drill Latency(LatencyProfile profile) => this with { latency = profile };

    /// <summary>Whether the intruder acts. Default: it does.</summary>
    public Drill Adversary(bool acts) => this with { adversary = acts };

    /// <summary>How the responder is set up: guards, rounds, holding. Its clock, owner and progress are the drill's. Default: as a host's.</summary>
    public Drill Responding(ResponderOptions how) => this with { options = how };

    /// <summary>Changes the account that the playbook plays in, before it does; called on each recording's own thread. Default: nothing.</summary>
    internal Drill Preparing(Action<SimulatedAccount> change) => this with { prepare = change };

    /// <summary>Runs the drill: the recordings beside each other, each in an account, on a clock and on a thread of its own.</summary>
    /// <exception cref="InvalidOperationException">There is no recording, or one of another incident type.</exception>
    public DrillResult Run()
    {
        if (recordings.IsEmpty)
        {
            throw new InvalidOperationException($"The drill of {playbook.Name} has no recording; add one with .With(...).");
        }

        if (recordings.FirstOrDefault(one => one.Alerts.All(alert => alert.Kind != playbook.Kind)) is { } other)
        {
            throw new InvalidOperationException($"Recording {other.Name} is {other.Alerts[0].Kind}, but {playbook.Name} handles {playbook.Kind}; choose another recording.");
        }

        return new() { Playbook = playbook.Name, Seed = seed, Recordings = RunAll() };
    }

    /// <summary>Runs the drill. All of it has happened when the task is returned.</summary>
    /// <exception cref="InvalidOperationException">There is no recording, or one of another incident type.</exception>
    public Task<DrillResult> RunAsync() => Task.FromResult(Run());

    private ImmutableArray<RecordingResult> RunAll()
    {
        var byHand = new DrillOutcome[recordings.Length];
        var results = new Func<DrillOutcome, RecordingResult>[recordings.Length];
        ImmutableArray<Action> plays =
        [
            .. recordings.Select((recording, number) => (Action)(() => byHand[number] = ByHandOf(recording))),
            .. recordings.Select((recording, number) => (Action)(() => results[number] = Respond(recording))),
        ];
        try
        {
            Parallel.ForEach(plays, play => play());
        }
        catch (AggregateException failed)
        {
            ExceptionDispatchInfo.Throw(failed.InnerExceptions[0]);
        }

        return [.. results.Zip(byHand, (result, hands) => result(hands))];
    }

    private DrillOutcome ByHandOf(Recording recording)
    {
        var stage = Set(recording);
        var played = stage.Play(async incident =>
        {
            await ByHand.RunAsync(stage.Account, incident, stage.Time).ConfigureAwait(false);
            return incident;
        }, says: null);
        return Judging.Outcome(played.Verdict, playbook.Deadline, []);
    }

    private Func<DrillOutcome, RecordingResult> Respond(Recording recording)
    {
        var stage = Set(recording);
        var run = new PlaybookRun(stage, playbook, options, seed);
        prepare(stage.Account);
        var played = stage.Play(run.RespondAsync, () => Testifying.Of(run));
        return byHand => Judging.Result(recording, played.Verdict, run, played.Incident, byHand);
    }

    private Stage Set(Recording recording) => new(recording, playbook.Kind, seed, latency, faults, adversary);
}
