// IR2002 OrWait
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.NetworkFlows().OrWait(TimeSpan.MaxValue).Then.BlockEgress());
