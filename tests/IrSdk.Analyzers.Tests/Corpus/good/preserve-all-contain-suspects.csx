return Playbook.Named("preserve-all-contain-suspects").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.Snapshot(i => i.Instances).And.Processes(i => i.Instances).And.NetworkFlows(i => i.Instances).Then.Quarantine());
