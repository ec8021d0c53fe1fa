// IR4001 extern
static class N { [System.Runtime.InteropServices.DllImport("libc")] public static extern int getpid(); } N.getpid();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
