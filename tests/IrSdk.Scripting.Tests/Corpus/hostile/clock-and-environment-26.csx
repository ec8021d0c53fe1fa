// IR4001 System.DateOnly.Parse
var y = DateOnly.Parse("10 May").Year;
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
