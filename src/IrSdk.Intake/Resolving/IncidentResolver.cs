using System.Collections.Immutable;
using IrSdk.Resolution;

namespace IrSdk.Intake;

/// <summary>Turns what alerts name (a key) into what must be acted on (its user, the roles it assumed, the instance it came from).</summary>
public static class IncidentResolver
{
    /// <summary>Resolves the alerts of one incident.</summary>
    /// <param name="alerts">At least one; the same id of the same source twice counts once.</param>
    /// <param name="id">The incident's id.</param>
    /// <param name="acceptedAt">When the first alert was accepted: the end of the window that sessions are looked for in.</param>
    /// <param name="directory">The provider's knowledge of who is related to whom.</param>
    /// <param name="cancellationToken">Stops resolution.</param>
    /// <returns>The incident. A look-up that fails is a sentence in <see cref="ResolvedIncident.Unresolved"/>, and the others go on.</returns>
    /// <exception cref="ArgumentException">There is no alert.</exception>
    public static async Task<ResolvedIncident> ResolveAsync(
        ImmutableArray<Alert> alerts, IncidentId id, DateTimeOffset acceptedAt, IAccountDirectory directory, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(directory);
        if (alerts.IsDefaultOrEmpty)
        {
            throw new ArgumentException("An incident needs an alert; give at least one.", nameof(alerts));
        }

        ImmutableArray<Alert> oldestFirst =
        [
            .. alerts.DistinctBy(alert => (alert.Source, alert.Id))
                .OrderBy(alert => alert.FirstSeen).ThenBy(alert => alert.Id, StringComparer.Ordinal),
        ];
        var walk = new ResolutionWalk(directory, Window(oldestFirst[0].FirstSeen, acceptedAt), oldestFirst[0].FirstSeen);
        var findings = await walk.RunAsync(Named(oldestFirst), cancellationToken).ConfigureAwait(false);
        var incident = new Incident
        {
            Id = id,
            Kind = oldestFirst.MaxBy(alert => alert.Confidence)!.Kind,
            Alerts = oldestFirst,
            Resources = findings.Resources,
            AcceptedAt = acceptedAt.ToUniversalTime(),
        };
        return new(incident, findings.Unresolved);
    }

    /// <summary>Resolves an incident once more, up to now: what its user or its sessions made since is found.</summary>
    /// <param name="incident">The incident, with the alerts that have joined it.</param>
    /// <param name="now">The end of the window that sessions are looked for in.</param>
    /// <param name="directory">The provider's knowledge of who is related to whom.</param>
    /// <param name="cancellationToken">Stops resolution.</param>
    /// <returns>The incident with what was found now; its id, type and clock stay.</returns>
    public static async Task<Incident> ResolveAgainAsync(Incident incident, DateTimeOffset now, IAccountDirectory directory, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(incident);
        var resolved = await ResolveAsync(incident.Alerts, incident.Id, now, directory, cancellationToken).ConfigureAwait(false);
        return incident with { Resources = resolved.Incident.Resources };
    }

    /// <summary>What the alerts name, suspects first so that a limit never leaves them out, and the accounts that it happened in.</summary>
    private static IEnumerable<Resource> Named(ImmutableArray<Alert> alerts) =>
    [
        .. alerts.Select(alert => alert.Account).Distinct()
            .Select(account => new Account(account) { Involvement = Involvement.Target, FoundBy = "account of the alert" }),
        .. alerts.SelectMany(alert => alert.Resources).OrderByDescending(resource => resource.Involvement),
    ];

    private static TimeWindow Window(DateTimeOffset firstSeen, DateTimeOffset acceptedAt)
    {
        var from = firstSeen - DateTimeOffset.MinValue > ResolutionLimits.Before ? firstSeen - ResolutionLimits.Before : firstSeen;
        return new(from <= acceptedAt ? from : acceptedAt, acceptedAt);
    }
}
