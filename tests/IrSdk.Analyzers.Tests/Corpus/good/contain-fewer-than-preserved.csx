return Playbook.Named("contain-fewer-than-preserved").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.Snapshot().And.Processes().And.NetworkFlows()
        .Then.Quarantine(i => i.Suspects<Instance>().Where(x => !x.IsProduction)));
