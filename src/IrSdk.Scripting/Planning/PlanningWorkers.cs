using System.Globalization;
using IrSdk.Planning;

namespace IrSdk.Scripting;

/// <summary>
/// The processes that scripts are asked in: started before they are needed, with no environment, no credential, an empty folder, no
/// network where the system allows that, and limits to time and memory. Each holds one script; one that does not answer is ended.
/// </summary>
/// <remarks>
/// <para>
/// A process gives back which actions a script asks for, on which of the incident's resources, and what it leaves out; the plan is made and
/// checked here, by the caller's own planner and guards. So a script that got past the gate can ask for the wrong actions, as any reviewed
/// script can; it cannot order them wrongly, forge evidence, act on resources that the incident does not have, or outlast its limits. It does
/// have this user's files: what keeps a script from those is the gate.
/// </para>
/// <para>Safe to use from several threads at once.</para>
/// </remarks>
public sealed class PlanningWorkers : IAsyncDisposable
{
    private readonly PlanningOptions options;
    private readonly SemaphoreSlim free;
    private readonly Lazy<Task<Confinement>> confinement;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("irsdk-planning-");
    private readonly CancellationTokenSource ending = new();
    private readonly Lock idling = new();
    private readonly List<WorkerProcess> idle = [];
    private Task<WorkerProcess>? spare;

    /// <summary>Starts the first process.</summary>
    /// <param name="options">How. Default: as <see cref="PlanningOptions"/> says.</param>
    public PlanningWorkers(PlanningOptions? options = null)
    {
        this.options = options ?? new();
        free = new(this.options.MaxWorkers);
        confinement = new(() => Confinement.FindAsync(this.options.MaxBytes, ending.Token));
        spare = Task.Run(StartAsync);
    }

    /// <summary>What this system does not give a planning process, as a sentence to be said once. Null: it gives everything.</summary>
    public async Task<string?> LackingAsync() => (await confinement.Value.ConfigureAwait(false)).Lacks;

    internal ActionCatalog Catalog => options.Catalog;

    /// <summary>Loads a script into a process and hears what its playbook says of itself.</summary>
    /// <exception cref="PlanningException">It did not load within the limits.</exception>
    internal Task<WorkerAnswer> LoadAsync(IsolatedScript script, CancellationToken cancellationToken) =>
        AskAsync(script, (worker, token) => worker.Promise is { } promise ? Task.FromResult(new WorkerAnswer { Promise = promise }) : HoldAsync(worker, script, token), cancellationToken);

    /// <summary>Asks a script.</summary>
    /// <exception cref="PlanningException">It did not answer within the limits.</exception>
    internal Task<WorkerAnswer> AskAsync(IsolatedScript script, WorkerRequest request, CancellationToken cancellationToken) => AskAsync(
        script,
        async (worker, token) =>
            worker.Holds is null && await HoldAsync(worker, script, token).ConfigureAwait(false) is { Promise: null } refused
                ? refused
                : await worker.AskAsync(request, token).ConfigureAwait(false),
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync().ConfigureAwait(false);
        Task<WorkerProcess>? last;
        lock (idling)
        {
            idle.ForEach(worker => worker.Dispose());
            idle.Clear();
            (last, spare) = (spare, null);
        }

        if (last is not null)
        {
            await last.ContinueWith(static started => Discard(started), TaskScheduler.Default).ConfigureAwait(false);
        }

        ending.Dispose();
        free.Dispose();
        folder.Delete(recursive: true);
    }

    private static async Task<WorkerAnswer> HoldAsync(WorkerProcess worker, IsolatedScript script, CancellationToken cancellationToken)
    {
        var answer = await worker.AskAsync(script.Load, cancellationToken).ConfigureAwait(false);
        (worker.Holds, worker.Promise) = (script.Hash, answer.Promise);
        return answer;
    }

    private async Task<WorkerAnswer> AskAsync(IsolatedScript script, Func<WorkerProcess, CancellationToken, Task<WorkerAnswer>> ask, CancellationToken cancellationToken)
    {
        if (!await free.WaitAsync(options.Patience, cancellationToken).ConfigureAwait(false))
        {
            throw new PlanningException(Said(script, $"waited {Seconds(options.Patience)} for a planning process, and all are busy; look for a playbook that does not end, or allow more of them"));
        }

        try
        {
            return await AskAsync(script, ask, isAgain: false, cancellationToken).ConfigureAwait(false)
                ?? (await AskAsync(script, ask, isAgain: true, cancellationToken).ConfigureAwait(false))!;
        }
        finally
        {
            free.Release();
        }
    }

    /// <returns>Null: the process ended, not by the script's doing as far as that can be seen; another may be asked.</returns>
    private async Task<WorkerAnswer?> AskAsync(IsolatedScript script, Func<WorkerProcess, CancellationToken, Task<WorkerAnswer>> ask, bool isAgain, CancellationToken cancellationToken)
    {
        WorkerProcess? worker = null;
        var isKept = false;
        try
        {
            worker = await TakeAsync(script.Hash, cancellationToken).ConfigureAwait(false);
            using var limit = new CancellationTokenSource(options.Limit, options.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            var answer = await ask(worker, either.Token).ConfigureAwait(false);
            isKept = answer.Thrown is null;
            return answer;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && !ending.IsCancellationRequested)
        {
            PlanningInstruments.Restarted(worker is null ? "not-ready" : "no-answer");
            throw new PlanningException(Said(script, worker is null
                ? $"could not be planned, since no planning process was ready within {Seconds(options.Patience)}; plan by hand, and look at what keeps this machine busy"
                : $"gave no answer within {Seconds(options.Limit)} and was ended; look for a loop that does not end"));
        }
        catch (WorkerEndedException ended) when (ended.IsScript || isAgain)
        {
            PlanningInstruments.Restarted(ended.IsScript ? "script" : "lost");
            throw new PlanningException(Said(script, $"gave no answer, for {ended.Message}{(ended.IsScript ? "" : ", and that of a second attempt too; plan by hand, and look at what ends it")}"), ended);
        }
        catch (WorkerEndedException)
        {
            PlanningInstruments.Restarted("lost");
            return null;
        }
        catch (InvalidDataException wrong)
        {
            PlanningInstruments.Restarted("no-sense");
            throw new PlanningException(Said(script, $"gave no answer that can be used, for {wrong.Message}; look at what the script does"), wrong);
        }
        finally
        {
            Give(worker, isKept);
        }
    }

    /// <summary>A process that holds the script, or one that holds nothing yet. None is asked after another script.</summary>
    private async Task<WorkerProcess> TakeAsync(string hash, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.Patience, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        Task<WorkerProcess> started;
        lock (idling)
        {
            if (idle.FindLast(one => one.Holds == hash) is { } kept)
            {
                idle.Remove(kept);
                return kept;
            }

            started = spare ?? Task.Run(StartAsync, CancellationToken.None);
            spare = options.KeepsSpare ? Task.Run(StartAsync, CancellationToken.None) : null;
        }

        try
        {
            return await started.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = started.ContinueWith(static late => Discard(late), TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>Of one that could not be started there is nothing to end, and its failure is no longer of interest.</summary>
    private static void Discard(Task<WorkerProcess> started)
    {
        if (started.IsCompletedSuccessfully)
        {
            started.Result.Dispose();
        }
        else
        {
            _ = started.Exception;
        }
    }

    private void Give(WorkerProcess? worker, bool isKept)
    {
        lock (idling)
        {
            if (worker is null || !isKept || ending.IsCancellationRequested)
            {
                worker?.Dispose();
                return;
            }

            idle.Add(worker);
            if (idle.Count > options.MaxHeld)
            {
                var dispensable = Math.Max(0, idle.FindIndex(one => idle.Exists(other => other != one && other.Holds == one.Holds)));
                idle[dispensable].Dispose();
                idle.RemoveAt(dispensable);
            }
        }
    }

    private async Task<WorkerProcess> StartAsync()
    {
        var worker = WorkerProcess.Start(options, await confinement.Value.ConfigureAwait(false), folder.FullName);
        try
        {
            await worker.ReadyAsync(ending.Token).ConfigureAwait(false);
            return worker;
        }
        catch
        {
            worker.Dispose();
            throw;
        }
    }

    private static string Said(IsolatedScript script, string what) => $"The playbook in {script.Name} {what}.";

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");
}
