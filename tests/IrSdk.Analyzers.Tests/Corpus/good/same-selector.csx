return Playbook.Named("same-selector").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve
        .ApiActivity()
        .And.Snapshot(i => i.Instances.Where(x => x.IsProduction))
        .And.Processes(i => i.Instances.Where(x => x.IsProduction))
        .And.NetworkFlows(i => i.Instances.Where(x => x.IsProduction))
        .Then.Quarantine(i => i.Instances.Where(x => x.IsProduction)));
