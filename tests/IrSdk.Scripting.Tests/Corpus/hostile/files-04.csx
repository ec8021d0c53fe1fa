// IR4001 System.IO.File
using static System.IO.File; var t = ReadAllText("x");
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
