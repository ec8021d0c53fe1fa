// IR1003
var pair = (Preserve.ApiActivity(), 1);
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes()).Respond(pair.Item1.Then.BlockEgress());
