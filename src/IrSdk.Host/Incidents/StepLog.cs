using IrSdk.Runtime;

namespace IrSdk.Host.Incidents;

/// <summary>Logs the steps of an incident, by their ids; what they were told by others is in the journal.</summary>
internal sealed partial class StepLog(IncidentId incident, ILogger logger) : IProgress<StepEvent>
{
    public void Report(StepEvent value)
    {
        using var scope = logger.BeginScope(new Dictionary<string, object> { ["Incident"] = incident.ToString(), ["Step"] = value.Step.Id });
        LogStep(logger, incident, value.Step.Id, value.Status);
    }

    [LoggerMessage(LogLevel.Information, "Incident {Incident}: step {Step} is {Status}.")]
    private static partial void LogStep(ILogger logger, IncidentId incident, string step, StepStatus status);
}
