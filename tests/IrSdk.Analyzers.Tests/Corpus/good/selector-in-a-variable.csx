Func<Incident, IEnumerable<Instance>> fleet = i => i.Instances.Where(x => x.Tags.ContainsKey("fleet"));
return Playbook.Named("selector-in-a-variable").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.Snapshot(fleet).And.Processes(fleet).And.NetworkFlows(fleet).Then.Quarantine(fleet));
