using System.Collections.Immutable;

namespace IrSdk.Simulation;

internal sealed record InterfacesBefore(ImmutableSortedDictionary<string, ImmutableArray<string>> Interfaces);

/// <summary>One interface after the other, as the account's API has it: a crash between two leaves one to be done.</summary>
internal sealed class QuarantineInstanceHandler(SimulatedAccount account) : Containing<QuarantineInstance>(account)
{
    protected override object Prior(QuarantineInstance action) =>
        new InterfacesBefore(World.Get<SimulatedInstance>(action.Resource.Id).Interfaces);

    protected override void Apply(QuarantineInstance action, Pen pen)
    {
        foreach (var name in World.Get<SimulatedInstance>(action.Resource.Id).Interfaces.Keys)
        {
            var instance = World.Get<SimulatedInstance>(action.Resource.Id);
            if (instance.Interfaces[name] is [var group] && group == GroupOf(action))
            {
                continue;
            }

            var moved = instance with { Interfaces = instance.Interfaces.SetItem(name, [GroupOf(action)]), Connections = [] };
            var lost = Evidence.Processes | Evidence.NetworkFlows | (instance.WipesWhenIsolated ? Evidence.Volumes : Evidence.None);
            pen.Write($"moves {name} of {instance.Name} to {GroupOf(action)}", moved.Losing(lost));
        }
    }

    protected override bool IsInForce(QuarantineInstance action) =>
        World.Get<SimulatedInstance>(action.Resource.Id).Interfaces is { IsEmpty: false } interfaces
        && interfaces.Values.All(groups => groups is [var group] && group == GroupOf(action));

    protected override string Detail(QuarantineInstance action) =>
        World.Get<SimulatedInstance>(action.Resource.Id).Interfaces.Count is var count and not 1 ? $"{count} interfaces" : "1 interface";

    protected override string Drift(QuarantineInstance action) => $"an interface of {action.Resource.Id.Name} has left the isolation group";

    private static string GroupOf(QuarantineInstance action) =>
        action.KeepLiveResponse ? SimulatedInstance.IsolationGroupWithAgent : SimulatedInstance.IsolationGroup;
}

internal sealed class ReleaseInstanceHandler(SimulatedAccount account) : Restoring<ReleaseInstance, InterfacesBefore>(account)
{
    protected override void Restore(ReleaseInstance action, InterfacesBefore prior, Pen pen)
    {
        foreach (var (name, groups) in prior.Interfaces)
        {
            var instance = World.Get<SimulatedInstance>(action.Resource.Id);
            if (!instance.Interfaces[name].SequenceEqual(groups))
            {
                pen.Write($"moves {name} of {instance.Name} back", (instance with { Interfaces = instance.Interfaces.SetItem(name, groups) }).Losing(Evidence.NetworkFlows));
            }
        }
    }

    protected override bool IsRestored(ReleaseInstance action, InterfacesBefore prior)
    {
        var now = World.Get<SimulatedInstance>(action.Resource.Id).Interfaces;
        return prior.Interfaces.All(one => now.TryGetValue(one.Key, out var groups) && groups.SequenceEqual(one.Value));
    }

    protected override string? Drift(ReleaseInstance action, InterfacesBefore prior)
    {
        var now = World.Get<SimulatedInstance>(action.Resource.Id).Interfaces;
        return prior.Interfaces.Keys.FirstOrDefault(name => !now.TryGetValue(name, out var groups)
            || !(SimulatedInstance.IsIsolation(groups) || groups.SequenceEqual(prior.Interfaces[name]))) is { } drifted
            ? $"interface {drifted}"
            : null;
    }
}
