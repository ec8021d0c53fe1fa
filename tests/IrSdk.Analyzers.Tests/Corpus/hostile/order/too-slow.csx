// IR2001 Quarantine
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(5.Minutes())
    .Respond(Preserve.ApiActivity().And.Snapshot().And.Memory().And.Processes().And.NetworkFlows().Then.Quarantine());
