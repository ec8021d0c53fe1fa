// IR1001 BlockEgress
static PreservingStage Secure(bool all) => all ? Preserve.ApiActivity().And.NetworkFlows() : Preserve.ApiActivity();
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident => Secure(incident.Confidence.Value > 80).Then.BlockEgress());
