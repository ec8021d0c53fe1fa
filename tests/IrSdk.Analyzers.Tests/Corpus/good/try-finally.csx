return Playbook.Named("try-finally").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident =>
    {
        var secured = Preserve.ApiActivity();
        try
        {
            secured = secured.And.Snapshot();
        }
        finally
        {
            secured = secured.And.NetworkFlows();
        }

        return secured.Then.BlockEgress();
    });
