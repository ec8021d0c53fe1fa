using IrSdk.Planning;

namespace IrSdk.Benchmarks.Aws;

/// <summary>
/// The least time in which a plan's recorded calls could have been made: no engine, no journal, no client, no pause between two calls.
/// A call follows another when it belongs to a step that the plan orders after the other's, or when both belong to one step and it was
/// sent after the other was answered. The limit is the longest such chain that ends in a containing step, each call weighing what the
/// server measured. A handler that makes calls in turn that it could make at once raises the limit and so hides in it; the table
/// therefore also says how many calls the chain has.
/// </summary>
internal static class CriticalPath
{
    public static Chain Of(Plan plan, IEnumerable<WatchedCall> calls)
    {
        var own = calls.ToLookup(call => call.Step);
        var ends = new Dictionary<string, Chain>(StringComparer.Ordinal);
        var steps = plan.Steps.ToDictionary(step => step.Id, StringComparer.Ordinal);
        return plan.Steps.Where(step => step.Action is ContainingAction).Select(End).MaxBy(chain => chain.Length)!;

        Chain End(Step step)
        {
            if (!ends.TryGetValue(step.Id, out var end))
            {
                var before = step.DependsOn.Select(one => End(steps[one.Step])).DefaultIfEmpty(Chain.Empty).MaxBy(chain => chain.Length)!;
                ends[step.Id] = end = before.Then(step.Id, Longest([.. own[step.Id].OrderBy(call => call.Sent)]));
            }

            return end;
        }
    }

    /// <summary>The longest chain of calls of one step, in the order in which they were sent.</summary>
    private static (TimeSpan Length, int Calls) Longest(List<WatchedCall> calls)
    {
        var ends = new (TimeSpan Length, int Calls)[calls.Count];
        for (var at = 0; at < calls.Count; at++)
        {
            var (length, count) = Enumerable.Range(0, at).Where(one => calls[one].Answered <= calls[at].Sent).Select(one => ends[one]).DefaultIfEmpty().Max();
            ends[at] = (length + calls[at].Measured, count + 1);
        }

        return ends.DefaultIfEmpty().Max();
    }
}

/// <summary>A chain of calls through the steps of a plan.</summary>
internal sealed record Chain(TimeSpan Length, string Through)
{
    public static Chain Empty { get; } = new(TimeSpan.Zero, "");

    public Chain Then(string step, (TimeSpan Length, int Calls) more) =>
        new(Length + more.Length, $"{Through}{(Through.Length == 0 ? "" : " → ")}{step.Split('/')[0]} ({more.Calls} calls, {more.Length.TotalSeconds:0.00} s)");
}
