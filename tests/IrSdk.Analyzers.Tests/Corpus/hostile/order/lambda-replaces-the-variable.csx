// IR1001 BlockEgress
var secured = Preserve.ApiActivity().And.NetworkFlows();
Action weaken = () => secured = Preserve.ApiActivity();
weaken();
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes()).Respond(secured.Then.BlockEgress());
