// IR1001 Quarantine
// IR1007 Without
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.Snapshot().And.NetworkFlows().Without(Evidence.Memory, "no agent").Then.Quarantine());
