// IR1006 NetworkFlows
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident =>
    {
        var secured = Preserve.ApiActivity();
        for (var n = 0; n < 2; n++)
        {
            secured = secured.Then.BlockEgress().Then.NetworkFlows();
        }

        return secured;
    });
