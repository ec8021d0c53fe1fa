// IR1001 BlockEgress
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident =>
    {
        var secured = Preserve.ApiActivity();
        while (true)
        {
            if (incident.Alerts.Length > 3)
            {
                break;
            }

            secured = secured.And.NetworkFlows();
            if (incident.Alerts.Length > 2)
            {
                break;
            }
        }

        return secured.Then.BlockEgress();
    });
