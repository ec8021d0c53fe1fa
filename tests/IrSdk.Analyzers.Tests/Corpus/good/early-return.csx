return Playbook.Named("early-return").Handles(IncidentKind.UnauthorizedAccess).Against("T1078").ContainWithin(5.Minutes())
    .Respond(incident =>
    {
        if (!incident.Users.Any())
        {
            return Preserve.ApiActivity();
        }

        var secured = Preserve.Identity().And.SignIns().And.ApiActivity();
        return secured.Then.RequireMfa().And.RevokeSessions();
    });
