// any
static class M { [System.Runtime.CompilerServices.InterceptsLocation(1, "x")] public static void F() { } } M.F();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
