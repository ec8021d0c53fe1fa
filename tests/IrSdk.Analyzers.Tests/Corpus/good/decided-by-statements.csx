return Playbook.Named("decided-by-statements").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident =>
    {
        var secured = Preserve.ApiActivity().And.NetworkFlows();
        if (incident.Instances.Any(x => x.HasLiveResponse))
        {
            secured = secured.And.Processes();
        }

        if (incident.Confidence.Value < 50)
        {
            return secured;
        }

        return secured.Then.BlockEgress();
    });
