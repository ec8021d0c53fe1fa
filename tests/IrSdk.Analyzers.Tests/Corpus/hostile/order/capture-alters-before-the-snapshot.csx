// IR1006 Snapshot
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.NetworkFlows().And.Memory().Then.BlockEgress().Then.Snapshot());
