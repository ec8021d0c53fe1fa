// IR1001 BlockEgress
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident =>
    {
        var secured = Preserve.ApiActivity();
        try
        {
            if (incident.Alerts.Length > 2) throw new InvalidOperationException();
            secured = secured.And.NetworkFlows();
        }
        catch (InvalidOperationException)
        {
        }

        return secured.Then.BlockEgress();
    });
