// IR3002 RemoveConsoleAccess
return Playbook.Named("x").Handles(IncidentKind.UnauthorizedAccess).Against("T1078").ContainWithin(5.Minutes())
    .Respond(Preserve.Identity().And.ApiActivity().Then.RemoveConsoleAccess());
