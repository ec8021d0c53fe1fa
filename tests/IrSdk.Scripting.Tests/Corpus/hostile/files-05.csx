// IR4001 System.IO.File
Func<string, string> read = System.IO.File.ReadAllText; var t = read("x");
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
