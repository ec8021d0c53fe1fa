namespace IrSdk.Simulation;

internal sealed class CaptureIdentityHandler(SimulatedAccount account) : Preserving<CaptureIdentity>(account)
{
    protected override string Detail(CaptureIdentity action, Evidence kind) => World.Get(action.Resource.Id) switch
    {
        SimulatedKey key => $"owner {key.User}, used by {Count(key.UsedBy.Length, "workload")}",
        SimulatedUser user => $"{Count(World.All<SimulatedKey>().Count(key => key.Account == user.Account && key.User == user.Name), "key")}, {Count(user.Policies.Length, "policy", "policies")}",
        SimulatedRole role => Count(World.All<SimulatedSession>().Count(session => session.Account == role.Account && session.Role == role.Name), "session"),
        _ => action.Resource.Id.Name,
    };
}

internal sealed class CaptureProcessesHandler(SimulatedAccount account) : Preserving<CaptureProcesses>(account)
{
    protected override string? Unreachable(CaptureProcesses action) =>
        Footholds.AgentFailure(World, World.Get<SimulatedInstance>(action.Resource.Id));

    protected override string Detail(CaptureProcesses action, Evidence kind)
    {
        var instance = World.Get<SimulatedInstance>(action.Resource.Id);
        return $"{Count(instance.Processes.Length, "process", "processes")}, {Count(instance.Connections.Length, "connection")}";
    }
}

internal sealed class CaptureMemoryHandler(SimulatedAccount account) : Preserving<CaptureMemory>(account)
{
    protected override string? Unreachable(CaptureMemory action) =>
        Footholds.AgentFailure(World, World.Get<SimulatedInstance>(action.Resource.Id));

    protected override string Detail(CaptureMemory action, Evidence kind) =>
        $"{World.Get<SimulatedInstance>(action.Resource.Id).MemoryGiB} GiB";
}

internal sealed class CaptureBucketStateHandler(SimulatedAccount account) : Preserving<CaptureBucketState>(account)
{
    protected override string Detail(CaptureBucketState action, Evidence kind) =>
        $"policy, {Count(World.Get<SimulatedBucket>(action.Resource.Id).Objects, "object")}";
}
