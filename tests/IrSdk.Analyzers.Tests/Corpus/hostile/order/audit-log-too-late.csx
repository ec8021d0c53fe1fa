// IR1006 ApiActivity
return Playbook.Named("x").Handles(IncidentKind.CredentialCompromise).Against("T1078").ContainWithin(5.Minutes())
    .Respond(Preserve.Identity().Then.RevokeKeys().Then.ApiActivity());
