// IR1001 BlockEgress
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident =>
    {
        var secured = Preserve.ApiActivity();
        if (incident.Confidence.Value > 90)
        {
            secured = secured.And.NetworkFlows();
        }

        return secured.Then.BlockEgress();
    });
