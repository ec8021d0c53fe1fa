using System.Collections.Immutable;
using System.Text.Json;
using IrSdk.Host.Playbooks;
using IrSdk.Host.Settings;
using IrSdk.Runtime;

namespace IrSdk.Host.Drills;

/// <summary>The newest drill of each playbook, and which playbooks are overdue for one.</summary>
internal sealed class DrillBook(PlaybookShelf shelf, HostSettings settings, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, DrillFinished> newest = new(StringComparer.Ordinal);

    /// <summary>Each playbook that would respond, with its newest drill, those that want attention first.</summary>
    public ImmutableArray<DrillStanding> Standings
    {
        get
        {
            var now = time.GetUtcNow();
            lock (gate)
            {
                return
                [
                    .. shelf.Playbooks.DistinctBy(one => one.Playbook.Name)
                        .Select(one => new DrillStanding(one, newest.GetValueOrDefault(one.Playbook.Name), now, settings.DrillEvery))
                        .OrderByDescending(one => one.IsOverdue).ThenByDescending(one => one.Newest is { Passed: false }).ThenBy(one => one.Playbook.Playbook.Name, StringComparer.Ordinal),
                ];
            }
        }
    }

    public void Learn(JournalRecord record)
    {
        if (record is { Kind: DrillFinished.Kind, Payload: { } payload } && payload.Deserialize<DrillFinished>(IrJson.Options) is { } drill)
        {
            lock (gate)
            {
                newest[drill.Playbook] = drill with { At = record.At };
            }
        }
    }
}

/// <summary>A playbook and its newest drill.</summary>
/// <param name="Playbook">The playbook that would respond.</param>
/// <param name="Newest">Its newest drill. Null: it was never drilled here.</param>
/// <param name="Now">The time, in UTC.</param>
/// <param name="Every">How often it must be drilled.</param>
public sealed record DrillStanding(ShelvedPlaybook Playbook, DrillFinished? Newest, DateTimeOffset Now, TimeSpan Every)
{
    /// <summary>Whether it must be drilled: it never was, or too long ago.</summary>
    public bool IsOverdue => Newest is null || Now - Newest.At > Every;

    /// <summary>Whether another version of it serves than was drilled.</summary>
    public bool HasChanged => Newest is { } drill && drill.Assembly != Playbook.Playbook.Assembly;
}
