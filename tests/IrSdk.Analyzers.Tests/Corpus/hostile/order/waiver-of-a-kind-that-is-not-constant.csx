// IR1001 Quarantine
// IR1007 Without
var kind = IncidentId.IsValid("x") ? Evidence.Memory : Evidence.Processes;
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.Snapshot().And.NetworkFlows().Without(kind, "no agent").Then.Quarantine());
