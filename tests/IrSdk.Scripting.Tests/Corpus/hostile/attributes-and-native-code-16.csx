// IR4001 System.Runtime.CompilerServices.OverloadResolutionPriorityAttribute
static class M { [System.Runtime.CompilerServices.OverloadResolutionPriority(1)] public static void F(int x) { } } M.F(1);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
