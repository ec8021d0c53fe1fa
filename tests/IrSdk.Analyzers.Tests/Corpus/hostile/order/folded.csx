// IR1003
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident => incident.Alerts.Aggregate(Preserve.ApiActivity(), (secured, _) => secured.And.Snapshot()).Then.BlockEgress());
