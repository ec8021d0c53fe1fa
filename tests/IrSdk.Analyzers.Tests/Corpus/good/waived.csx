return Playbook.Named("waived").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.Snapshot().And.NetworkFlows()
        .Then.Quarantine().Without(Evidence.Processes, because: "this fleet has no agent"));
