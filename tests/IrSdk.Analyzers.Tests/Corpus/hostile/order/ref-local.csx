// IR1003
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident =>
    {
        var secured = Preserve.ApiActivity().And.NetworkFlows();
        ref var alias = ref secured;
        alias = Preserve.ApiActivity();
        return secured.Then.BlockEgress();
    });
