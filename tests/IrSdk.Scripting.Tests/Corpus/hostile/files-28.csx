// IR4001 System.IO.FileInfo
using X = (System.IO.FileInfo A, int B); X x = default;
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
