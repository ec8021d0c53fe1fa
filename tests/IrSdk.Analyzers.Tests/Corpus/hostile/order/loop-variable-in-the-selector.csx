// IR1001 BlockEgress
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident =>
    {
        var secured = Preserve.ApiActivity();
        foreach (var instance in incident.Instances)
        {
            secured = secured.And.NetworkFlows(i => i.Instances.Where(x => x.Name == instance.Name));
        }

        return secured.Then.BlockEgress();
    });
