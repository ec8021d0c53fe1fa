// IR1003
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident =>
    {
        var secured = Preserve.ApiActivity().And.NetworkFlows();
        if (incident.Alerts.Length > 2) goto cut;
        return secured;
        cut:
        secured = Preserve.ApiActivity();
        return secured.Then.BlockEgress();
    });
