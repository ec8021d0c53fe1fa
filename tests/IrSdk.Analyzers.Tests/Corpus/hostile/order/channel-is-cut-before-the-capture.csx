// IR1006 Memory
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.NetworkFlows().Then.BlockEgress().Then.Memory());
