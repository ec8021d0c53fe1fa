return Playbook.Named("console-access").Handles(IncidentKind.UnauthorizedAccess).Against("T1078").ContainWithin(5.Minutes())
    .Respond(Preserve.Identity().And.ApiActivity().And.SignIns().Then.RemoveConsoleAccess().RequireApproval().Then.OpenTicket());
