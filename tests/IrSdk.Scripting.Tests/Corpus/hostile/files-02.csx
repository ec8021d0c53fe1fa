// IR4001 System.IO.File
using System.IO; var t = File.ReadAllText("/etc/passwd");
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
