using System.Collections.Concurrent;
using IrSdk.Runtime;

namespace IrSdk.Benchmarks;

/// <summary>When handlers were entered and left, as the clock's timestamps.</summary>
internal sealed class Calls
{
    private readonly ConcurrentQueue<(ResponseAction Action, bool IsEntry, long At)> log = new();

    /// <summary>When the first handler of each incident was entered.</summary>
    public ConcurrentDictionary<IncidentId, long> First { get; } = new();

    public void Enter(ResponseAction action, StepContext context)
    {
        var now = context.Time.GetTimestamp();
        if (!First.ContainsKey(context.Incident))
        {
            First.TryAdd(context.Incident, now);
        }

        log.Enqueue((action, true, now));
    }

    public void Leave(ResponseAction action, StepContext context) => log.Enqueue((action, false, context.Time.GetTimestamp()));

    /// <summary>Forgets every call.</summary>
    public void Clear()
    {
        First.Clear();
        log.Clear();
    }

    /// <summary>When the last handler of a kind of action was entered, or left.</summary>
    public long Last<TAction>(bool isEntry)
        where TAction : ResponseAction => log.Where(one => one.Action is TAction && one.IsEntry == isEntry).Max(one => one.At);
}
