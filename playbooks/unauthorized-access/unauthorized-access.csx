// Someone is where they may not be: export what they did, end their sessions, demand a second factor.
return Playbook.Named("unauthorized-access")
    .Handles(IncidentKind.UnauthorizedAccess)
    .Against("T1078", "T1078.004")
    .ContainWithin(5.Minutes())
    .Respond(Preserve
        .Identity()
        .And.SignIns()
        .And.ApiActivity(last: 72.Hours())
        .Then.RevokeSessions()
        .And.RequireMfa()
        .Then.OpenTicket()
        .Then.PageOnCall());
