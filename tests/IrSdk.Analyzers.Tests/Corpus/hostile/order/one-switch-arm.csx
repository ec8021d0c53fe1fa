// IR1001 BlockEgress
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident => (incident.Alerts.Length switch { 1 => Preserve.ApiActivity().And.NetworkFlows(), _ => Preserve.ApiActivity() }).Then.BlockEgress());
