// IR1001 BlockEgress
static PreservingStage Keep(PreservingStage secured) => Preserve.ApiActivity();
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Keep(Preserve.ApiActivity().And.NetworkFlows()).Then.BlockEgress());
