IEnumerable<Instance> Fleet(Incident incident) => incident.Instances.Where(x => x.Tags.ContainsKey("fleet"));
return Playbook.Named("selector-as-local-function").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.Snapshot(Fleet).And.Processes(Fleet).And.NetworkFlows(Fleet).Then.Quarantine(Fleet));
