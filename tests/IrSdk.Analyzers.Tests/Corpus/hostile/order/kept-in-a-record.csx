// IR1003
record Kept(PreservingStage Secured);
var kept = new Kept(Preserve.ApiActivity());
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes()).Respond(kept.Secured.Then.BlockEgress());
