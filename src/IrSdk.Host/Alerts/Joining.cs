using System.Collections.Immutable;
using IrSdk.Runtime;

namespace IrSdk.Host.Alerts;

/// <summary>
/// Knows which incident an alert belongs to: the one that took the same alert before, or the one under way of the same type whose
/// alerts name a resource that it names too. Not thread-safe: its owner decides one alert at a time.
/// </summary>
internal sealed class Joining(TimeSpan within)
{
    private readonly Dictionary<(string Source, string Id), Seen> byAlert = [];
    private readonly Dictionary<(IncidentKind, ResourceId), IncidentId> byResource = [];
    private readonly Dictionary<IncidentId, Known> known = [];
    private readonly Queue<(IncidentId Incident, DateTimeOffset At)> ended = [];

    /// <summary>The incident that the alert belongs to, and whether this very alert was taken before. Null: none.</summary>
    public (IncidentId Incident, bool IsKnown)? Find(Alert alert)
    {
        if (byAlert.TryGetValue((alert.Source, alert.Id), out var seen) && known.TryGetValue(seen.Incident, out var incident))
        {
            var isOld = seen.IsWritten && alert.LastSeen <= seen.LastSeen;
            return isOld || !incident.HasEnded ? (seen.Incident, isOld) : null;
        }

        foreach (var resource in Named(alert))
        {
            if (byResource.TryGetValue((alert.Kind, resource), out var id) && known.TryGetValue(id, out var one) && !one.HasEnded)
            {
                return (id, false);
            }
        }

        return null;
    }

    public bool Contains(IncidentId incident) => known.ContainsKey(incident);

    /// <summary>From now on the alert belongs to the incident.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="isWritten">Whether the journal holds it: until then the same alert is no duplicate, for the first may never get there.</param>
    public void Add(Alert alert, IncidentId incident, bool isWritten)
    {
        if (!known.TryGetValue(incident, out var one))
        {
            known[incident] = one = new();
        }

        if (byAlert.GetValueOrDefault((alert.Source, alert.Id)) is not { IsWritten: true } before || isWritten || before.Incident != incident)
        {
            byAlert[(alert.Source, alert.Id)] = new(incident, alert.LastSeen, isWritten);
        }

        one.Alerts.Add((alert.Source, alert.Id));
        foreach (var resource in Named(alert).Select(resource => (alert.Kind, resource)))
        {
            byResource[resource] = incident;
            one.Resources.Add(resource);
        }
    }

    /// <summary>Another run of the incident's life: an ended one takes only what it has seen, until it is forgotten.</summary>
    public void End(IncidentId incident, DateTimeOffset at)
    {
        if (known.TryGetValue(incident, out var one) && !one.HasEnded)
        {
            one.HasEnded = true;
            ended.Enqueue((incident, at));
        }
    }

    public void Reopen(IncidentId incident)
    {
        if (known.TryGetValue(incident, out var one))
        {
            one.HasEnded = false;
        }
    }

    /// <summary>Forgets what ended long ago, so that memory stays flat.</summary>
    public void Forget(DateTimeOffset now)
    {
        while (ended.TryPeek(out var oldest) && oldest.At + within <= now)
        {
            ended.Dequeue();
            if (known.TryGetValue(oldest.Incident, out var one) && one.HasEnded)
            {
                Remove(oldest.Incident, one);
            }
        }
    }

    private void Remove(IncidentId incident, Known one)
    {
        known.Remove(incident);
        foreach (var alert in one.Alerts.Where(alert => byAlert.GetValueOrDefault(alert)?.Incident == incident))
        {
            byAlert.Remove(alert);
        }

        foreach (var resource in one.Resources.Where(resource => byResource.GetValueOrDefault(resource) == incident))
        {
            byResource.Remove(resource);
        }
    }

    /// <summary>An account is in every alert of it, and says nothing about what belongs together.</summary>
    private static IEnumerable<ResourceId> Named(Alert alert) => alert.Resources.Where(resource => resource is not Account).Select(resource => resource.Id);

    private sealed record Seen(IncidentId Incident, DateTimeOffset LastSeen, bool IsWritten);

    private sealed class Known
    {
        public HashSet<(string Source, string Id)> Alerts { get; } = [];

        public HashSet<(IncidentKind, ResourceId)> Resources { get; } = [];

        public bool HasEnded { get; set; }
    }
}
