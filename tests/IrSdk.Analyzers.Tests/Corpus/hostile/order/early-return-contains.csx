// IR1001 BlockEgress
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident =>
    {
        var secured = Preserve.ApiActivity();
        if (incident.Alerts.Length > 4)
        {
            return secured.Then.BlockEgress();
        }

        return secured.And.NetworkFlows().Then.BlockEgress();
    });
