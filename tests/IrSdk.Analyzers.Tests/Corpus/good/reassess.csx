return Playbook.Named("reassess").Handles(IncidentKind.CredentialCompromise).Against("T1078.004").ContainWithin(5.Minutes())
    .Respond(Preserve.Identity().And.ApiActivity().Then.RevokeKeys())
    .Reassess((incident, outcomes) => outcomes.Rounds < 3 ? Preserve.Identity(i => i.Users).Then.RevokeKeys(i => i.AccessKeys) : null);
