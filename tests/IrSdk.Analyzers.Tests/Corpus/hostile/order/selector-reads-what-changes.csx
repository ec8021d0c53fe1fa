// IR1001 BlockEgress
var tag = "a";
Func<Incident, IEnumerable<Instance>> tagged = i => { var found = i.Instances.Where(x => x.Tags.ContainsKey(tag)).ToList(); tag = "b"; return found; };
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.NetworkFlows(tagged).Then.BlockEgress(tagged));
