// IR4001 System.IO.File
record R(string P) { public string T { get; } = System.IO.File.ReadAllText(P); } var r = new R("x");
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
