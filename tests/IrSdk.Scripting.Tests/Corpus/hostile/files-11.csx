// IR4001 System.IO.Path
var p = System.IO.Path.GetTempFileName();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
