using System.Collections.Immutable;
using IrSdk.Runtime;

namespace IrSdk.Host.Incidents;

/// <summary>What people see first: every incident in a line, and the alerts that nothing responds to.</summary>
internal sealed class IncidentBoard
{
    private const int MostAside = 200;
    private const int MostEnded = 5000;
    private const int MostTold = 500;

    private readonly Lock gate = new();
    private readonly IncidentList list = new(MostEnded);
    private readonly Dictionary<long, AsideAlert> aside = [];
    private readonly Queue<RefusedArrival> refused = [];
    private FreezeStanding? freeze;

    /// <summary>The kinds that it reads.</summary>
    public static ImmutableArray<string> Kinds { get; } = [.. IncidentList.Kinds, JournalKinds.AlertSetAside, JournalKinds.AlertRefused, JournalKinds.Freeze, JournalKinds.Thaw];

    public ImmutableArray<IncidentSummary> Incidents
    {
        get
        {
            lock (gate)
            {
                return list.Incidents;
            }
        }
    }

    /// <summary>Every incident that has not ended, and the newest of those that have, the newest first.</summary>
    public ImmutableArray<IncidentSummary> Newest => Incidents is var all && all.Where(one => one.Ended is not null).Skip(MostTold - 1).FirstOrDefault() is { } last ? all.RemoveAll(one => one.Ended is not null && one.AcceptedAt < last.AcceptedAt) : all;

    public ImmutableArray<IncidentId> Unended
    {
        get
        {
            lock (gate)
            {
                return list.Unended;
            }
        }
    }

    /// <summary>The alerts that were set aside, the newest first.</summary>
    public ImmutableArray<AsideAlert> Aside
    {
        get
        {
            lock (gate)
            {
                return [.. aside.Values.OrderByDescending(one => one.Sequence)];
            }
        }
    }

    /// <summary>The documents that could not be read, the newest first.</summary>
    public ImmutableArray<RefusedArrival> Refused
    {
        get
        {
            lock (gate)
            {
                return [.. refused.Reverse()];
            }
        }
    }

    /// <summary>Who froze every containment. Null: nobody has.</summary>
    public FreezeStanding? Freeze
    {
        get
        {
            lock (gate)
            {
                return freeze;
            }
        }
    }

    public IncidentSummary? Find(IncidentId incident)
    {
        lock (gate)
        {
            return list.Find(incident);
        }
    }

    public AsideAlert? FindAside(long sequence)
    {
        lock (gate)
        {
            return aside.GetValueOrDefault(sequence);
        }
    }

    public void Learn(JournalRecord record)
    {
        lock (gate)
        {
            switch (record.Kind)
            {
                case JournalKinds.AlertSetAside when AlertLog.Read(record) is { } intake:
                    aside[record.Sequence] = new(record.Sequence, record.At, intake.Alert, intake.SetAsideBecause!);
                    if (aside.Count > MostAside)
                    {
                        aside.Remove(aside.Keys.Min());
                    }

                    break;
                case JournalKinds.AlertRefused when AlertLog.ReadRefused(record) is { } document:
                    refused.Enqueue(new(record.Sequence, record.At, document));
                    if (refused.Count > MostAside)
                    {
                        refused.Dequeue();
                    }

                    break;
                case JournalKinds.Freeze when record.Payload is { } payload:
                    freeze = new(record.At, payload.GetProperty("by").GetString()!, payload.GetProperty("because").GetString()!);
                    break;
                case JournalKinds.Thaw:
                    freeze = null;
                    break;
                default:
                    list.Fold(record);
                    break;
            }
        }
    }
}

/// <summary>An alert that nothing responds to.</summary>
/// <param name="Sequence">Its entry in the journal.</param>
/// <param name="At">When it was taken, in UTC.</param>
/// <param name="Alert">The alert. Text of the outside world.</param>
/// <param name="Because">Why it was set aside, in a sentence.</param>
public sealed record AsideAlert(long Sequence, DateTimeOffset At, Alert Alert, string Because);

/// <summary>A document that could not be read as an alert.</summary>
/// <param name="Sequence">Its entry in the journal.</param>
/// <param name="At">When it came, in UTC.</param>
/// <param name="Document">What is kept of it.</param>
public sealed record RefusedArrival(long Sequence, DateTimeOffset At, RefusedDocument Document);

/// <summary>A freeze of every containment.</summary>
public sealed record FreezeStanding(DateTimeOffset At, string By, string Because);
