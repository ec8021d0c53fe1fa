// IR4001 System.Runtime.CompilerServices.TaskAwaiter
static class E { public static System.Runtime.CompilerServices.TaskAwaiter GetAwaiter(this int i) => default; } 
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
