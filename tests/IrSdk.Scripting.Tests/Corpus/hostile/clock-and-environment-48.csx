// IR4001 System.Environment
var e = Sys\u0074em.Environment.MachineName;
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
