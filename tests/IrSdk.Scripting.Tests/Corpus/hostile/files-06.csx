// IR4001 System.IO.File
var all = new[] { "a" }.Select(System.IO.File.ReadAllText).ToList();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
