// IR4001 System.Type.GetType
var t = Type.GetType("System.IO.File");
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
