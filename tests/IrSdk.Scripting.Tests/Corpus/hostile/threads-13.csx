// IR4001 System.Threading.Interlocked
var i = 1; System.Threading.Interlocked.Increment(ref i);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
