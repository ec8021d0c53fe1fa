// IR4001 System.Collections.Immutable.ImmutableInterlocked
var a = ImmutableArray.Create(1); ImmutableInterlocked.InterlockedExchange(ref a, [2]);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
