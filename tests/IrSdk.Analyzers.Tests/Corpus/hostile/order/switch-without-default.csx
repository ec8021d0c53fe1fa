// IR1001 BlockEgress
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident =>
    {
        var secured = Preserve.ApiActivity();
        switch (incident.Alerts.Length)
        {
            case 1:
                secured = secured.And.NetworkFlows();
                break;
            case 2:
                secured = secured.And.NetworkFlows().And.Snapshot();
                break;
        }

        return secured.Then.BlockEgress();
    });
