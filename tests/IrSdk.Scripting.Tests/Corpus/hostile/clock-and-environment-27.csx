// IR4001 System.DateTime.ParseExact
var now = DateTime.ParseExact("12:00", "HH:mm", null);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
