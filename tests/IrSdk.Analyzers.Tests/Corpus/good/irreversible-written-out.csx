return Playbook.Named("irreversible-written-out").Handles(IncidentKind.Malware).Against("T1496").ContainWithin(30.Minutes())
    .Respond(Preserve.ApiActivity().And.Snapshot().And.Memory().And.Processes().And.NetworkFlows().OrWait(30.Minutes())
        .Then.Terminate().RequireApproval());
