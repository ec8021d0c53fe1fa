// IR1001 BlockEgress
Func<Incident, IEnumerable<Instance>> on = i => i.Instances.Where(x => x.IsProduction);
var secured = Preserve.ApiActivity().And.NetworkFlows(on);
on = i => i.Instances;
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes()).Respond(secured.Then.BlockEgress(on));
