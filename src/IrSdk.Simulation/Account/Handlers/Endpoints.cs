using IrSdk.Runtime;

namespace IrSdk.Simulation;

internal sealed class ScanEndpointHandler(SimulatedAccount account) : Containing<ScanEndpoint>(account)
{
    protected override object? Prior(ScanEndpoint action)
    {
        var instance = World.Get<SimulatedInstance>(action.Resource.Id);
        return Footholds.AgentFailure(World, instance) is { } why
            ? throw new ProviderException($"{char.ToUpperInvariant(why[0])}{why[1..]}.", isTransient: false)
            : null;
    }

    protected override void Apply(ScanEndpoint action, Pen pen)
    {
        var instance = World.Get<SimulatedInstance>(action.Resource.Id);
        var clean = instance with { Processes = [.. instance.Processes.Except(instance.Malware)], Scanned = true };
        pen.Write($"scans {instance.Name}", clean.Losing(Evidence.Volumes | Evidence.Processes));
    }

    protected override bool IsInForce(ScanEndpoint action) => World.Get<SimulatedInstance>(action.Resource.Id).Scanned;

    protected override string Detail(ScanEndpoint action) =>
        World.Get<SimulatedInstance>(action.Resource.Id).Malware is { IsEmpty: false } found ? $"ended {string.Join(", ", found)}" : "nothing found";
}

internal sealed class StopInstanceHandler(SimulatedAccount account) : Containing<StopInstance>(account)
{
    protected override object? Prior(StopInstance action) => null;

    protected override void Apply(StopInstance action, Pen pen)
    {
        var instance = World.Get<SimulatedInstance>(action.Resource.Id);
        pen.Write($"stops {instance.Name}", Ended(instance, PowerState.Stopped));
    }

    protected override bool IsInForce(StopInstance action) => World.Get<SimulatedInstance>(action.Resource.Id).Power != PowerState.Running;

    protected override string Detail(StopInstance action) => "stopped";

    internal static SimulatedResource Ended(SimulatedInstance instance, PowerState power) =>
        (instance with { Power = power, Processes = [], Connections = [] })
            .Losing(Evidence.Volumes | Evidence.Memory | Evidence.Processes | Evidence.NetworkFlows);
}

internal sealed class TerminateInstanceHandler(SimulatedAccount account) : Containing<TerminateInstance>(account)
{
    protected override object? Prior(TerminateInstance action) => null;

    protected override void Apply(TerminateInstance action, Pen pen)
    {
        var instance = World.Get<SimulatedInstance>(action.Resource.Id);
        pen.Write($"terminates {instance.Name}", StopInstanceHandler.Ended(instance with { DeletionProtection = false }, PowerState.Terminated));
    }

    protected override bool IsInForce(TerminateInstance action) => World.Get<SimulatedInstance>(action.Resource.Id).Power == PowerState.Terminated;

    protected override string Detail(TerminateInstance action) => "terminated";
}
