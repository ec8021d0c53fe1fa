static PreservingStage Secure(Func<Incident, IEnumerable<Instance>> on) => Preserve.ApiActivity().And.Snapshot(on).And.Processes(on).And.NetworkFlows(on);
Func<Incident, IEnumerable<Instance>> edge = i => i.Instances.Where(x => x.Tags.ContainsKey("edge"));
return Playbook.Named("selector-passed-to-a-method").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Secure(edge).Then.Quarantine(edge));
