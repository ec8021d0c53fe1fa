// IR4001 System.DateTimeOffset.Parse
var now = DateTimeOffset.Parse("12:00");
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
