return Playbook.Named("query-syntax").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity()
        .And.NetworkFlows(i => from x in i.Instances where x.IsProduction select x)
        .Then.BlockEgress(i => i.Instances.Where(x => x.IsProduction)));
