// IR4001 System.Diagnostics.Stopwatch
var w = System.Diagnostics.Stopwatch.StartNew();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
