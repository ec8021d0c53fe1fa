// IR4001 System.IO.FileInfo
void F(params IEnumerable<System.IO.FileInfo> x) { } F();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
