// IR1001 BlockEgress
var calls = 0;
Func<Incident, IEnumerable<Instance>> flaky = i => i.Instances.Where(x => calls++ > 2);
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.NetworkFlows(flaky).Then.BlockEgress(flaky));
