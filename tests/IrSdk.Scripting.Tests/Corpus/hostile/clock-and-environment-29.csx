// IR4001 System.TimeZoneInfo
var z = TimeZoneInfo.Local;
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
