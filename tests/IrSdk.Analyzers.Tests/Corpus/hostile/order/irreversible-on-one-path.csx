// IR1002 Stop
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(30.Minutes())
    .Respond(incident =>
    {
        var secured = Preserve.ApiActivity().And.Snapshot().And.Processes().And.NetworkFlows();
        if (incident.Instances.Any(x => x.HasLiveResponse))
        {
            secured = secured.And.Memory();
        }

        return secured.Then.Stop().RequireApproval();
    });
