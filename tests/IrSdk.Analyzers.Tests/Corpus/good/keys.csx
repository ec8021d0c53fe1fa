return Playbook.Named("keys").Handles(IncidentKind.CredentialCompromise).Against("T1078.004").ContainWithin(5.Minutes())
    .Respond(Preserve.Identity().And.ApiActivity(last: 24.Hours()).Then.RevokeKeys());
