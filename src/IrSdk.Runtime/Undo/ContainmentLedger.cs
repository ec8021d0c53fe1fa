using System.Text.Json;

namespace IrSdk.Runtime;

/// <summary>Which incidents hold which resource contained, over the whole journal: the first prior state wins, the last release restores.</summary>
internal sealed class ContainmentLedger
{
    private readonly Dictionary<(string Action, ResourceId Resource), Holder> holds = [];
    private readonly Dictionary<string, (string Action, ResourceId Resource)> byKey = new(StringComparer.Ordinal);

    public static ContainmentLedger Of(IEnumerable<JournalRecord> records)
    {
        var ledger = new ContainmentLedger();
        var restores = new Dictionary<(IncidentId, int), PlanMade>();
        foreach (var record in records.Where(record => record is { Payload: not null, Incident: not null }))
        {
            switch (record.Kind)
            {
                case JournalKinds.PlanMade when Payload.Read<PlanMade>(record) is { Purpose: PlanPurpose.Undo } undo:
                    restores[(record.Incident!.Value, undo.Number)] = undo;
                    break;
                case JournalKinds.UndoReleased:
                    ledger.Release(Payload.Read<UndoReleased>(record).Key);
                    break;
                case JournalKinds.StepEnded when Payload.Read<StepEnded>(record) is { Status: StepStatus.Done or StepStatus.Secured } ended:
                    if (restores.TryGetValue((record.Incident!.Value, ended.Plan), out var plan))
                    {
                        foreach (var restored in plan.Restores.Where(one => one.Step == ended.Step))
                        {
                            ledger.Release(restored.Key);
                        }
                    }
                    else if (ended.Result?.PriorState is { } prior)
                    {
                        ledger.Hold(ended.Key, (ended.Action, ended.Resource), record.Incident!.Value, prior);
                    }

                    break;
                case JournalKinds.PriorStateKept:
                    var kept = Payload.Read<PriorStateKept>(record);
                    ledger.Hold(kept.Key, (kept.Action, kept.Resource), record.Incident!.Value, kept.State);
                    break;
            }
        }

        return ledger;
    }

    /// <summary>The state before anyone contained the resource.</summary>
    public JsonElement? PriorState(string action, ResourceId resource) => holds.GetValueOrDefault((action, resource))?.Prior;

    /// <summary>Another incident that holds the resource too. Null: none does.</summary>
    public IncidentId? OtherHolder(string action, ResourceId resource, IncidentId than) =>
        holds.GetValueOrDefault((action, resource))?.Keys.Values.Where(incident => incident != than).Select(incident => (IncidentId?)incident).FirstOrDefault();

    private void Hold(string key, (string Action, ResourceId Resource) place, IncidentId incident, JsonElement prior)
    {
        if (!holds.TryGetValue(place, out var holder))
        {
            holds[place] = holder = new(prior, new(StringComparer.Ordinal));
        }

        holder.Keys[key] = incident;
        byKey[key] = place;
    }

    private void Release(string key)
    {
        if (byKey.Remove(key, out var place) && holds[place].Keys.Remove(key) && holds[place].Keys.Count == 0)
        {
            holds.Remove(place);
        }
    }

    private sealed record Holder(JsonElement Prior, Dictionary<string, IncidentId> Keys);
}
