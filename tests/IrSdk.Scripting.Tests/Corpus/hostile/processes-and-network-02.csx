// IR4001 System.Diagnostics.Process
using System.Diagnostics; Process.GetCurrentProcess().Kill();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
