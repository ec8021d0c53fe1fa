using System.Globalization;

namespace IrSdk.Simulation;

internal sealed class ExportApiActivityHandler(SimulatedAccount account) : Preserving<ExportApiActivity>(account)
{
    protected override string Detail(ExportApiActivity action, Evidence kind) => string.Create(
        CultureInfo.InvariantCulture, $"{action.Window.TotalHours:0.#} h, {Count(World.Get<SimulatedTrail>(action.Resource.Id).Objects, "object")}");
}

internal sealed class ExportNetworkFlowsHandler(SimulatedAccount account) : Preserving<ExportNetworkFlows>(account)
{
    protected override string Detail(ExportNetworkFlows action, Evidence kind) => kind == Evidence.NetworkFlows ? "24 h of flows" : "24 h of look-ups";
}

internal sealed class ExportAccessLogsHandler(SimulatedAccount account) : Preserving<ExportAccessLogs>(account)
{
    protected override string Detail(ExportAccessLogs action, Evidence kind) => World.Get(action.Resource.Id) switch
    {
        SimulatedBucket bucket => Count(bucket.AccessLogs ?? 0, "access", "accesses"),
        SimulatedUser user => Count(user.AccessLogs ?? 0, "sign-in"),
        _ => action.Resource.Id.Name,
    };
}
