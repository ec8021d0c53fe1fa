namespace IrSdk.Simulation;

internal sealed record EgressBefore(bool EgressBlocked);

internal sealed class BlockEgressHandler(SimulatedAccount account) : Containing<BlockEgress>(account)
{
    protected override object Prior(BlockEgress action) => new EgressBefore(IsBlocked(World.Get(action.Resource.Id)));

    protected override void Apply(BlockEgress action, Pen pen)
    {
        if (World.Get(action.Resource.Id) is SimulatedVpc network)
        {
            var inside = World.Within(action.Resource).OfType<SimulatedInstance>();
            pen.Write($"blocks what leaves {network.Name}",
                [(network with { EgressBlocked = true }).Losing(Evidence.NetworkFlows), .. inside.Select(one => (one with { Connections = [] }).Losing(Evidence.NetworkFlows))]);
            return;
        }

        var instance = World.Get<SimulatedInstance>(action.Resource.Id);
        pen.Write($"blocks what leaves {instance.Name}", (instance with { EgressBlocked = true, Connections = [] }).Losing(Evidence.NetworkFlows));
    }

    protected override bool IsInForce(BlockEgress action) => IsBlocked(World.Get(action.Resource.Id));

    protected override string Detail(BlockEgress action) => "nothing leaves";

    internal static bool IsBlocked(SimulatedResource resource) =>
        resource is SimulatedInstance { EgressBlocked: true } or SimulatedVpc { EgressBlocked: true };
}

internal sealed class AllowEgressHandler(SimulatedAccount account) : Restoring<AllowEgress, EgressBefore>(account)
{
    protected override void Restore(AllowEgress action, EgressBefore prior, Pen pen)
    {
        SimulatedResource restored = World.Get(action.Resource.Id) switch
        {
            SimulatedInstance instance => instance with { EgressBlocked = prior.EgressBlocked },
            SimulatedVpc network => network with { EgressBlocked = prior.EgressBlocked },
            var other => other,
        };
        pen.Write($"lets traffic leave {restored.Name} as before", restored);
    }

    protected override bool IsRestored(AllowEgress action, EgressBefore prior) =>
        BlockEgressHandler.IsBlocked(World.Get(action.Resource.Id)) == prior.EgressBlocked;
}
