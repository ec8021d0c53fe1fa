// IR1001 BlockEgress
Func<PreservingStage> secure = () => Preserve.ApiActivity().And.NetworkFlows();
if (IncidentId.IsValid("x")) secure = () => Preserve.ApiActivity();
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes()).Respond(secure().Then.BlockEgress());
