// IR4001 System.DateTimeOffset.TryParse
var ok = DateTimeOffset.TryParse("12:00", out var now);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
