// IR1001 BlockEgress
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident =>
    {
        var secured = Preserve.ApiActivity().And.NetworkFlows();
        Weaken();
        return secured.Then.BlockEgress();
        void Weaken() => secured = Preserve.ApiActivity();
    });
