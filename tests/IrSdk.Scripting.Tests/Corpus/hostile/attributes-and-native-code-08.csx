// IR4001 System.Diagnostics.ConditionalAttribute
static class M { [System.Diagnostics.Conditional("X")] public static void F() { } }
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
