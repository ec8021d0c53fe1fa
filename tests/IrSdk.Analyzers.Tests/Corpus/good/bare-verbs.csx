return Playbook.Named("bare-verbs").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.Snapshot().And.Processes().And.NetworkFlows().Then.Quarantine());
