return Playbook.Named("keeps-live-response").Handles(IncidentKind.Malware).Against("T1204", "T1496").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.Snapshot().And.Memory().And.Processes().And.NetworkFlows()
        .Then.Quarantine(keepLiveResponse: true).Then.Scan());
