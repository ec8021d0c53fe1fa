// IR3002 RemoveConsoleAccess
return Playbook.Named("x").Handles(IncidentKind.UnauthorizedAccess).Against("T1078").ContainWithin(5.Minutes())
    .Respond(incident =>
    {
        var contained = Preserve.Identity().And.ApiActivity().Then.RemoveConsoleAccess();
        return incident.Confidence.Value > 90 ? contained : contained.RequireApproval();
    });
