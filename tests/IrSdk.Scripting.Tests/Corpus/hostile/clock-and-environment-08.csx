// IR4001 System.Environment
var h = Environment.GetEnvironmentVariable("HOME");
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
