// IR1001 BlockEgress
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident =>
    {
        PreservingStage? secured = incident.Instances.Any() ? Preserve.ApiActivity().And.NetworkFlows() : null;
        secured ??= Preserve.ApiActivity();
        return secured.Then.BlockEgress();
    });
