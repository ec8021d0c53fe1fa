return Playbook.Named("user-over-keys").Handles(IncidentKind.CredentialCompromise).Against("T1078.004").ContainWithin(5.Minutes())
    .Respond(Preserve.ApiActivity().And.Identity(i => i.Users).Then.RevokeKeys(i => i.AccessKeys).And.RequireMfa(i => i.Users));
