return Playbook.Named("loop-over-kinds").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident =>
    {
        var secured = Preserve.ApiActivity().And.NetworkFlows();
        foreach (var instance in incident.Instances)
        {
            if (instance.HasLiveResponse)
            {
                secured = secured.And.Processes(i => i.Instances.Where(x => x.Name == instance.Name));
            }
        }

        return secured.Then.BlockEgress();
    });
