// IR1001 BlockEgress
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident =>
    {
        var secured = incident.Instances.Any() ? Preserve.ApiActivity().And.NetworkFlows() : Preserve.ApiActivity();
        return secured.Then.BlockEgress();
    });
