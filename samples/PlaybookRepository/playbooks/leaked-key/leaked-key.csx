// A key was found in public: what it did and where it was used is secured, then the key, its sessions and its hosts are cut off.
return Playbook.Named("leaked-key")
    .Handles(IncidentKind.CredentialCompromise)
    .Against("T1552.001", "T1078.004")
    .ContainWithin(5.Minutes())
    .Respond(Preserve
        .Identity()
        .And.ApiActivity(last: 72.Hours())
        .And.Snapshot()
        .And.Processes()
        .And.NetworkFlows()
        .Then.RevokeKeys()
        .And.RevokeSessions()
        .And.Quarantine()
        .Then.OpenTicket()
        .Then.PageOnCall());
