// IR4001 System.DateTime.Parse
var now = DateTime.Parse("12:00");
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
