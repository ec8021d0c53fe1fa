// A key or a session is in the intruder's hands: take it away, end what it minted, isolate where it came from.
return Playbook.Named("credential-compromise")
    .Handles(IncidentKind.CredentialCompromise)
    .Against("T1078.004", "T1550.001")
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
