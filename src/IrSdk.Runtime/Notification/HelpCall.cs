namespace IrSdk.Runtime;

/// <summary>What on-call is told when no run can say it: there is no plan, or the run stopped.</summary>
internal static class HelpCall
{
    public static Notice Write(IncidentId incident, Alert alert, string because, ILinks? links)
    {
        NoticedFact fact = new(FactKind.NotDone, $"Nothing responds: {because.TrimEnd('.')}. It is tried again; respond by hand meanwhile.");
        return new($"{alert.Title}: nothing responds", [fact.Text], $"{incident}/{MediumState.Page}")
        {
            Incident = incident,
            Alert = new(alert.Title, alert.Source, alert.Kind, alert.Confidence, alert.Severity, alert.FirstSeen, alert.Account, alert.Region) { Techniques = alert.Techniques },
            Facts = [fact],
            IncidentLink = links?.Incident(incident),
        };
    }
}
