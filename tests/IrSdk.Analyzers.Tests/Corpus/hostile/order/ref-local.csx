// IR1003
var secured = Preserve.ApiActivity().And.NetworkFlows();
ref var alias = ref secured;
alias = Preserve.ApiActivity();
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes()).Respond(secured.Then.BlockEgress());
