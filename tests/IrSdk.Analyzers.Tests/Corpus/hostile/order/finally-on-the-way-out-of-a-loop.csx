// IR1001 BlockEgress
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident =>
    {
        var secured = Preserve.ApiActivity().And.NetworkFlows();
        foreach (var alert in incident.Alerts)
        {
            try
            {
                break;
            }
            finally
            {
                secured = Preserve.ApiActivity();
            }
        }

        return secured.Then.BlockEgress();
    });
