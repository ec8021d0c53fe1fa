// IR1001 BlockEgress
static Func<Incident, IEnumerable<Instance>> Tagged(string tag) => i => i.Instances.Where(x => x.Tags.ContainsKey(tag));
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.NetworkFlows(Tagged("a")).Then.BlockEgress(Tagged("b")));
