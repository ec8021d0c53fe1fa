return Playbook.Named("sessions").Handles(IncidentKind.CredentialCompromise).Against("T1550.001").ContainWithin(5.Minutes())
    .Respond(Preserve.Identity().And.ApiActivity().Then.RevokeSession().Then.PageOnCall());
