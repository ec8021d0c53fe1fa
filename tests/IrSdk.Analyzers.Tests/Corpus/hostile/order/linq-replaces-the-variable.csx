// IR1001 BlockEgress
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident =>
    {
        var secured = Preserve.ApiActivity().And.NetworkFlows();
        var count = incident.Alerts.Count(alert => { secured = Preserve.ApiActivity(); return true; });
        return secured.Then.BlockEgress();
    });
