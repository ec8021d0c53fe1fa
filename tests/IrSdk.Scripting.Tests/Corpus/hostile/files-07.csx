// IR4001 System.IO.File
var all = from p in new[] { "a" } select System.IO.File.Exists(p);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
