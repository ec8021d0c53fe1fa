// IR4001 System.IO.File
static class E { extension(string s) { public string Read() => System.IO.File.ReadAllText(s); } } var t = "x".Read();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
