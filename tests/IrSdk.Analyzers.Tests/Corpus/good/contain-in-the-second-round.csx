return Playbook.Named("contain-in-the-second-round").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.Processes())
    .Reassess((incident, outcomes) =>
    {
        if (outcomes.Rounds > 1)
        {
            return null;
        }

        return Preserve.NetworkFlows().Then.BlockEgress();
    });
