// IR1001 RevokeKeys
return Playbook.Named("x").Handles(IncidentKind.CredentialCompromise).Against("T1078").ContainWithin(5.Minutes())
    .Respond(Preserve.Identity().And.ApiActivity().Then.RevokeKeys())
    .Reassess((incident, outcomes) => Preserve.SignIns().Then.RevokeKeys(i => i.AccessKeys));
