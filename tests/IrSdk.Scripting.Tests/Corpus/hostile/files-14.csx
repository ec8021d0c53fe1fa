// IR4001 System.IO.File
var t = $"{System.IO.File.ReadAllText("x")}";
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
