// IR2002 OrWait
var patience = 3.Days();
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.NetworkFlows().OrWait(patience).Then.BlockEgress());
