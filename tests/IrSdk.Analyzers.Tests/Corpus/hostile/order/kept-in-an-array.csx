// IR1003
var stages = new[] { Preserve.ApiActivity() };
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes()).Respond(stages[0].Then.BlockEgress());
