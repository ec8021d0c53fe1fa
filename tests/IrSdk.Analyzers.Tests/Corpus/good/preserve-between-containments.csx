return Playbook.Named("preserve-between-containments").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.Identity().And.ApiActivity()
        .Then.RevokeKeys()
        .Then.Snapshot().And.Processes().And.NetworkFlows()
        .Then.Quarantine());
