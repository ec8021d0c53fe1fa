using System.Collections.Concurrent;
using System.Collections.Immutable;
using IrSdk.Host.Accounts;
using IrSdk.Host.Feed;
using IrSdk.Host.Pages;
using IrSdk.Host.Playbooks;
using IrSdk.Intake;
using IrSdk.Runtime;

namespace IrSdk.Host.Incidents;

/// <summary>
/// Runs incidents, each in a task of its own, until the journal says that they have ended. What stops a run (a full disk, no
/// playbook, a lost lease) is told, and the run is tried again: an alert that was taken is never dropped.
/// </summary>
internal sealed partial class IncidentRunner(WatchedJournal journal, ResponderOptions options, PlaybookShelf shelf, IAccounts accounts, TimeProvider time, ILogger<IncidentRunner> logger) : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>The third failure in a row, about three seconds after the first.</summary>
    private static readonly TimeSpan HelpFrom = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan HelpEvery = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource handingOver = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<IncidentId, Running> running = new();
    private Responder? first;

    /// <summary>How many incidents are under way.</summary>
    public int Count => running.Count;

    public bool IsRunning(IncidentId incident) => running.ContainsKey(incident);

    /// <summary>Why an incident cannot go on just now, in a sentence. Null: it goes on, or has ended.</summary>
    public string? Trouble(IncidentId incident) => running.TryGetValue(incident, out var run) ? run.Trouble : null;

    /// <summary>The incidents that cannot go on just now.</summary>
    public ImmutableArray<(IncidentId Incident, string Trouble)> Troubles => [.. running.Where(one => one.Value.Trouble is not null).Select(one => (one.Key, one.Value.Trouble!))];

    /// <summary>Sees to it that an incident is run. Does nothing when it is.</summary>
    public void Begin(IncidentId incident)
    {
        if (handingOver.IsCancellationRequested)
        {
            // It is in the journal, and goes on at the next start.
            return;
        }

        var added = new Running();
        var run = running.GetOrAdd(incident, added);
        if (ReferenceEquals(run, added))
        {
            run.Task = Task.Run(() => RunAsync(incident, run));
        }
        else
        {
            run.IsAskedAgain = true;
        }
    }

    /// <summary>
    /// Begins nothing more, and lets what is under way end. What has not ended in time is stopped where it is. Either way the journal says
    /// how far each incident is, and its lease is given back.
    /// </summary>
    public async Task StopAsync(TimeSpan limit)
    {
        await handingOver.CancelAsync().ConfigureAwait(false);
        if (!await EndedAsync(limit).ConfigureAwait(false))
        {
            LogLeft(running.Count);
            await stopping.CancelAsync().ConfigureAwait(false);
            await EndedAsync(Grace).ConfigureAwait(false);
        }
    }

    private async Task<bool> EndedAsync(TimeSpan limit)
    {
        var all = Task.WhenAll(running.Values.Select(run => run.Task));
        return await Task.WhenAny(all, Task.Delay(limit, time, CancellationToken.None)).ConfigureAwait(false) == all;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.Zero).ConfigureAwait(false);
        handingOver.Dispose();
        stopping.Dispose();
    }

    private async Task RunAsync(IncidentId incident, Running run)
    {
        using var scope = logger.BeginScope(new Dictionary<string, object> { ["Incident"] = incident.ToString() });
        var pause = FirstPause;
        while (!handingOver.IsCancellationRequested)
        {
            (run.IsAskedAgain, run.IsElsewhere) = (false, false);
            run.Trouble = await TryRunAsync(incident, run).ConfigureAwait(false);
            if (run.Trouble is null)
            {
                running.TryRemove(incident, out _);
                if (run.IsAskedAgain && !handingOver.IsCancellationRequested)
                {
                    // An undo that was asked for while the run ended.
                    Begin(incident);
                }

                return;
            }

            LogTrouble(incident, Shown.Text(run.Trouble), pause);
            await CallForHelpAsync(incident, run, pause).ConfigureAwait(false);
            try
            {
                await Task.Delay(pause, time, handingOver.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            pause = pause * 2 > LongestPause ? LongestPause : pause * 2;
        }
    }

    /// <summary>What goes wrong once may go well a moment later; what goes on going wrong wakes somebody, and again every hour.</summary>
    private async Task CallForHelpAsync(IncidentId id, Running run, TimeSpan pause)
    {
        if (run.IsElsewhere || pause < HelpFrom || time.GetUtcNow() < run.HelpCalledAt + HelpEvery)
        {
            return;
        }

        try
        {
            if (await CaseFile.ReadAsync(journal, id, null, stopping.Token).ConfigureAwait(false) is not { } file)
            {
                return;
            }

            if (await new Responder(accounts.Open(file), journal, options).CallForHelpAsync(id, file.Alerts[0], run.Trouble!, stopping.Token).ConfigureAwait(false))
            {
                run.HelpCalledAt = time.GetUtcNow();
            }
        }
        catch (Exception failed) when (failed is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            // Who cannot be told now is told with the next try.
            LogNotHelped(id, Shown.Text(failed.Message));
        }
        finally
        {
            accounts.Release(id);
        }
    }

    /// <returns>Why it has not ended and must be tried again. Null: it has ended, or the host stops.</returns>
    private async Task<string?> TryRunAsync(IncidentId id, Running run)
    {
        try
        {
            if (await CaseFile.ReadAsync(journal, id, null, stopping.Token).ConfigureAwait(false) is not { Report: null or { Status: RunStatus.Unfinished } } file)
            {
                return null;
            }

            if ((file.Report is { Playbook: var begun } ? shelf.Find(begun) : shelf.Find(file.Alerts[0].Kind)) is not { } playbook)
            {
                return file.Report is { Playbook: var gone }
                    ? $"the playbook {gone} that it was begun with serves no more; let a source serve it again"
                    : $"no playbook handles {Kinds.Name(file.Alerts[0].Kind)}; let a source serve one";
            }

            run.Trouble = null;
            await RespondAsync(file, playbook).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (IncidentBusyException busy)
        {
            // Somebody responds, though not this host: told on the page, and nobody is woken for it.
            run.IsElsewhere = true;
            return busy.Message;
        }
        catch (Exception failed)
        {
            // Whatever stopped the run, the incident is not over: it is told, and tried again.
            // What a failure says may be an alert's text; the rest is ours.
            LogFailure(id, failed.GetType().Name, Shown.Text(failed.Message), failed.StackTrace);
            return failed.Message;
        }
        finally
        {
            accounts.Release(id);
        }
    }

    private async Task RespondAsync(CaseFile file, ShelvedPlaybook playbook)
    {
        var provider = accounts.Open(file);
        var incident = file.Incident ?? await ResolveAsync(file, provider).ConfigureAwait(false);
        LogBegun(file.Id, playbook.Choice);
        var responder = LazyInitializer.EnsureInitialized(ref first, () => new(provider, journal, options));
        var report = await responder.For(provider, usual => usual with
        {
            Origin = playbook.Origin,
            HandOver = handingOver.Token,
            Progress = new StepLog(file.Id, logger),
            Resolve = (known, token) => IncidentResolver.ResolveAgainAsync(known, time.GetUtcNow(), provider.Directory, token),
        }).RespondAsync(playbook.Playbook, incident, stopping.Token).ConfigureAwait(false);
        LogEnded(file.Id, report.Status, report.Gaps.Length);
    }

    private async Task<Incident> ResolveAsync(CaseFile file, Provider provider)
    {
        var accepted = (await journal.ReadAsync(0, file.Id, stopping.Token).ConfigureAwait(false))[0].At;
        var resolved = await IncidentResolver.ResolveAsync(file.Alerts, file.Id, accepted, provider.Directory, stopping.Token).ConfigureAwait(false);
        foreach (var sentence in resolved.Unresolved)
        {
            LogUnresolved(file.Id, Shown.Text(sentence));
        }

        return resolved.Incident;
    }

    private sealed class Running
    {
        public Task Task { get; set; } = Task.CompletedTask;

        public volatile string? Trouble;

        public volatile bool IsAskedAgain;

        /// <summary>Whether another run, that is alive, owns the incident.</summary>
        public bool IsElsewhere { get; set; }

        public DateTimeOffset HelpCalledAt { get; set; } = DateTimeOffset.MinValue;
    }

    [LoggerMessage(LogLevel.Information, "Incident {Incident} is responded to by {Playbook}.")]
    private partial void LogBegun(IncidentId incident, string playbook);

    [LoggerMessage(LogLevel.Information, "Incident {Incident} ended {Status} with {Gaps} gaps.")]
    private partial void LogEnded(IncidentId incident, RunStatus status, int gaps);

    [LoggerMessage(LogLevel.Warning, "Incident {Incident}: {Sentence}")]
    private partial void LogUnresolved(IncidentId incident, string sentence);

    [LoggerMessage(LogLevel.Warning, "Incident {Incident} cannot go on, and is tried again in {Pause}: {Trouble}")]
    private partial void LogTrouble(IncidentId incident, string trouble, TimeSpan pause);

    [LoggerMessage(LogLevel.Error, "Incident {Incident} was stopped by a failure, {Failure}: {Message}\n{Stack}")]
    private partial void LogFailure(IncidentId incident, string failure, string message, string? stack);

    [LoggerMessage(LogLevel.Error, "Nobody could be paged that nothing responds to incident {Incident}; it is tried again: {Reason}")]
    private partial void LogNotHelped(IncidentId incident, string reason);

    [LoggerMessage(LogLevel.Warning, "{Count} incidents did not end their steps in time and are stopped where they are; they go on from their journals at the next start.")]
    private partial void LogLeft(int count);
}
