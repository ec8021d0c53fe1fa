// IR1001 BlockEgress
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident =>
    {
        var secured = Preserve.ApiActivity().And.NetworkFlows();
        try
        {
            secured = secured.And.Snapshot();
        }
        finally
        {
            secured = Preserve.ApiActivity();
        }

        return secured.Then.BlockEgress();
    });
