using IrSdk.Planning;

namespace IrSdk.Runtime;

/// <summary>Runs incidents: plans, journals, guards, acts, tells, and takes back. An incident that was interrupted goes on where its journal ends.</summary>
public sealed class Responder
{
    private readonly Provider provider;
    private readonly IJournal journal;
    private readonly ResponderOptions options;
    private readonly StepCalls calls;
    private readonly FreezeSwitch freeze;
    private readonly HourlyReach reach;

    /// <summary>A responder.</summary>
    /// <param name="provider">Where actions are done.</param>
    /// <param name="journal">Where everything is written, before it is done.</param>
    /// <param name="options">How.</param>
    public Responder(Provider provider, IJournal journal, ResponderOptions options)
        : this(provider, journal, options, new(journal), new(journal, options))
    {
    }

    private Responder(Provider provider, IJournal journal, ResponderOptions options, FreezeSwitch freeze, HourlyReach reach) =>
        (this.provider, this.journal, this.options, this.freeze, this.reach, calls) = (provider, journal, options, freeze, reach, new(provider, options));

    /// <summary>A responder for another provider, or for a playbook from elsewhere. What holds for the whole journal, it shares with this one.</summary>
    /// <param name="other">Where actions are done.</param>
    /// <param name="change">What is different.</param>
    public Responder For(Provider other, Func<ResponderOptions, ResponderOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new(other, journal, change(options), freeze, reach);
    }

    /// <summary>Starts an incident, or goes on with it when the journal holds it unfinished. One that has ended is only reported.</summary>
    /// <param name="playbook">The playbook. An incident that goes on keeps the plan that it has.</param>
    /// <param name="incident">The incident, resolved.</param>
    /// <param name="assemblyHash">SHA-256 of the assembly that holds the playbook. Null: it is not from a script.</param>
    /// <param name="cancellationToken">Stops the run; a later one goes on.</param>
    /// <exception cref="IncidentConflictException">The journal holds the incident under another playbook, or on another provider.</exception>
    /// <exception cref="IncidentBusyException">Another run owns the incident and is alive.</exception>
    /// <exception cref="LeaseLostException">Another run took the incident over; this one stopped without acting.</exception>
    /// <exception cref="JournalException">The journal cannot be written; the run stopped before acting.</exception>
    public Task<RunReport> RespondAsync(Playbook playbook, Incident incident, string? assemblyHash, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        return RespondAsync(new InProcessPlaybook(playbook, assemblyHash), incident, cancellationToken);
    }

    /// <summary>Starts an incident, or goes on with it, with a playbook whose code may be in a process of its own.</summary>
    /// <param name="playbook">The playbook. An incident that goes on keeps the plan that it has.</param>
    /// <param name="incident">The incident, resolved.</param>
    /// <param name="cancellationToken">Stops the run; a later one goes on.</param>
    /// <exception cref="PlanningException">The playbook gave no response to begin with; nothing was journaled or done. In a later round that is journaled and paged instead.</exception>
    /// <exception cref="IncidentConflictException">The journal holds the incident under another playbook, or on another provider.</exception>
    /// <exception cref="IncidentBusyException">Another run owns the incident and is alive.</exception>
    /// <exception cref="LeaseLostException">Another run took the incident over; this one stopped without acting.</exception>
    /// <exception cref="JournalException">The journal cannot be written; the run stopped before acting.</exception>
    public async Task<RunReport> RespondAsync(IPlaybook playbook, Incident incident, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        ArgumentNullException.ThrowIfNull(incident);
        if (await LoadAsync(incident.Id, cancellationToken).ConfigureAwait(false) is { Ended: not null } ended)
        {
            return Reporting.Report(ended);
        }

        var lease = await LeaseKeeper.AcquireAsync(journal, options, incident.Id, cancellationToken).ConfigureAwait(false);
        try
        {
            var state = await LoadAsync(incident.Id, cancellationToken).ConfigureAwait(false);
            if (state.IsOpened && state.Playbook != playbook.Name)
            {
                throw new IncidentConflictException($"Incident {incident.Id} was begun with playbook '{state.Playbook}'; go on with that one.");
            }

            RequireProvider(state);
            using var trace = IncidentTrace.Begin(incident.Id, state.IsOpened ? null : incident.AcceptedAt, options.Time);
            var opening = state.IsOpened ? [.. Taken(playbook, incident, state)] : await OpenAsync(playbook, incident, state, trace, cancellationToken).ConfigureAwait(false);
            return await new IncidentRun(provider, journal, options, calls, freeze, reach, lease, state, playbook, trace).RunAsync(opening, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await lease.ReleaseAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Takes back everything that an incident contained and that can be taken back, and ends the incident.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="by">Who asks for it.</param>
    /// <param name="cancellationToken">Stops the run; a later one goes on.</param>
    /// <exception cref="JournalException">The journal does not hold the incident, or cannot be written.</exception>
    /// <exception cref="IncidentConflictException">The incident was begun on another provider.</exception>
    /// <exception cref="IncidentBusyException">Another run owns the incident and is alive.</exception>
    /// <exception cref="LeaseLostException">Another run took the incident over; this one stopped without acting.</exception>
    /// <exception cref="ProviderException">Nothing that the alerts name can be looked up; nothing was done, and undo can be asked for again.</exception>
    public async Task<RunReport> UndoAsync(IncidentId incident, string by, CancellationToken cancellationToken)
    {
        var lease = await LeaseKeeper.AcquireAsync(journal, options, incident, cancellationToken).ConfigureAwait(false);
        try
        {
            var state = await LoadAsync(incident, cancellationToken).ConfigureAwait(false);
            _ = state.Incident;
            RequireProvider(state);
            await RequireReachAsync(state.Incident, cancellationToken).ConfigureAwait(false);
            var asked = Payload.Entry(incident, JournalKinds.UndoRequested, options.Time.GetUtcNow(), new UndoRequested(by));
            using var trace = IncidentTrace.Begin(incident, null, options.Time);
            return await new IncidentRun(provider, journal, options, calls, freeze, reach, lease, state, null, trace).RunAsync([asked], cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await lease.ReleaseAsync().ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Pages on-call that nothing responds to an incident, whatever the journal holds of it: no playbook could plan it, or its run cannot go
    /// on. Written down before and after. A run that succeeds after all updates the same page, by its deduplication key.
    /// </summary>
    /// <param name="incident">The incident.</param>
    /// <param name="alert">Its first alert.</param>
    /// <param name="because">Why nothing responds, in a sentence.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>Whether somebody was told. False: everybody who is paged could not be reached, or nobody is.</returns>
    /// <exception cref="JournalException">The journal cannot be written; nobody was told.</exception>
    public async Task<bool> CallForHelpAsync(IncidentId incident, Alert alert, string because, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(alert);
        ArgumentException.ThrowIfNullOrWhiteSpace(because);
        var notice = HelpCall.Write(incident, alert, because, options.Links);
        await journal.AppendAsync([Payload.Entry(incident, JournalKinds.HelpIntended, options.Time.GetUtcNow(), new HelpIntended(because, notice))], null, cancellationToken).ConfigureAwait(false);
        var action = new PageOnCall(new Account(alert.Account));
        var limit = ActionEffects.Of(action).Timeout;
        var receivers = provider.ReceiversOf(action);
        var outcomes = await Task.WhenAll(receivers.Select(receiver => calls.DeliverAsync(
            receiver, action,
            new StepContext
            {
                Incident = incident,
                Step = $"{MediumState.Page}/help",
                Key = $"{incident}/{MediumState.Page}/help",
                Attempt = 1,
                Deadline = options.Time.GetUtcNow() + limit,
                Time = options.Time,
                Notice = notice,
            },
            limit, isAgain: false, cancellationToken))).ConfigureAwait(false);
        HelpCalled called = new(outcomes.Count(one => one.Result is not null), [.. receivers.Zip(outcomes).Where(one => one.Second.Result is null).Select(one => $"{one.First.Name}: {one.Second.Failure}")]);
        await journal.AppendAsync([Payload.Entry(incident, JournalKinds.HelpCalled, options.Time.GetUtcNow(), called)], null, cancellationToken).ConfigureAwait(false);
        return called.Reached > 0;
    }

    /// <summary>Reports an incident from the journal, and runs nothing.</summary>
    /// <exception cref="JournalException">The journal does not hold the incident.</exception>
    public async Task<RunReport> ReportAsync(IncidentId incident, CancellationToken cancellationToken) =>
        Reporting.Report(await LoadAsync(incident, cancellationToken).ConfigureAwait(false));

    /// <summary>What was done in one place cannot go on, or be taken back, in another.</summary>
    private void RequireProvider(IncidentState state)
    {
        if (state.Provider is { } begun && begun != provider.Name)
        {
            throw new IncidentConflictException($"Incident {state.Incident.Id} was begun on '{begun}', and this is '{provider.Name}'; go on there.");
        }
    }

    /// <summary>Where nothing can be looked at, nothing can be taken back: who asked can still mend credentials or network, before undo begins and ends in part.</summary>
    private async Task RequireReachAsync(Incident incident, CancellationToken cancellationToken)
    {
        Exception? first = null;
        foreach (var resource in incident.Alerts.SelectMany(alert => alert.Resources))
        {
            try
            {
                await provider.Directory.DescribeAsync(resource, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
            {
                first ??= failed;
            }
        }

        if (first is not null)
        {
            throw new ProviderException($"Nothing was taken back, for nothing that the alerts name could be looked up: {first.Message}", isTransient: true, first);
        }
    }

    private async Task<List<JournalEntry>> OpenAsync(IPlaybook playbook, Incident incident, IncidentState state, IncidentTrace trace, CancellationToken cancellationToken)
    {
        trace.Alert(incident);
        var plan = (await trace.PlanAsync(1, async () => await Planner.PlanAsync(playbook, incident, options.Guards.Context(round: 1), cancellationToken).ConfigureAwait(false)).ConfigureAwait(false))!;
        var now = options.Time.GetUtcNow();
        return
        [
            .. incident.Alerts.Where(alert => !state.Knows(alert)).Select(alert => Payload.Entry(incident.Id, JournalKinds.AlertAccepted, now, new AlertAccepted(alert))),
            Payload.Entry(incident.Id, JournalKinds.IncidentOpened, now, new IncidentOpened(incident with { Alerts = [] }, playbook.Name, playbook.Assembly) { Provider = provider.Name }),
            .. Taken(playbook, incident, state),
            UndoPlanning.Entry(state, plan, PlanPurpose.Respond, now, []),
        ];
    }

    /// <summary>Written again when the incident goes on with another commit than it began with.</summary>
    private IEnumerable<JournalEntry> Taken(IPlaybook playbook, Incident incident, IncidentState state)
    {
        if (options.Origin is { } origin && PlaybookTaken.Of(origin, playbook.Name, playbook.Assembly) is var taken && state.Taken?.IsSame(taken) != true)
        {
            yield return Payload.Entry(incident.Id, JournalKinds.PlaybookTaken, options.Time.GetUtcNow(), taken);
        }
    }

    private async Task<IncidentState> LoadAsync(IncidentId incident, CancellationToken cancellationToken)
    {
        var state = new IncidentState(options.Catalog);
        foreach (var record in await journal.ReadAsync(0, incident, cancellationToken).ConfigureAwait(false))
        {
            state.Fold(record);
        }

        return state;
    }
}
