// IR4001 System.IO.File
int F(string p = "x") { return System.IO.File.ReadAllBytes(p).Length; } F();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
