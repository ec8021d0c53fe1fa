return Playbook.Named("role-over-sessions").Handles(IncidentKind.CredentialCompromise).Against("T1550.001").ContainWithin(5.Minutes())
    .Respond(Preserve.ApiActivity().And.Identity(i => i.Roles).Then.RevokeSession(i => i.Sessions).And.RevokeSessions(i => i.Roles));
