return Playbook.Named("one-fleet-after-the-other").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.NetworkFlows(i => i.Instances.Where(x => x.IsProduction)).Then.BlockEgress(i => i.Instances.Where(x => x.IsProduction))
        .Then.NetworkFlows(i => i.Instances.Where(x => !x.IsProduction)).Then.BlockEgress(i => i.Instances.Where(x => !x.IsProduction)));
