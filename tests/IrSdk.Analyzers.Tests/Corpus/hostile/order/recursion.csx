// IR1003 Secure
// IR1001 BlockEgress
static PreservingStage Secure(PreservingStage stage, int times) => times == 0 ? stage : Secure(stage.And.Snapshot(), times - 1);
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Secure(Preserve.ApiActivity(), 3).Then.BlockEgress());
