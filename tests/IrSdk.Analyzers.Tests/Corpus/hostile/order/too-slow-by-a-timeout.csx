// IR2001 BlockEgress
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(5.Minutes())
    .Respond(Preserve.ApiActivity().And.NetworkFlows().Within(10.Minutes()).Then.BlockEgress());
