// IR1003
static void Change(ref PreservingStage stage) => stage = Preserve.ApiActivity();
var secured = Preserve.ApiActivity().And.NetworkFlows();
Change(ref secured);
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes()).Respond(secured.Then.BlockEgress());
