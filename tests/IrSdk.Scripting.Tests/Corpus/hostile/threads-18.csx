// IR4001 System.Collections.Concurrent
void F(params System.Collections.Concurrent.ConcurrentBag<int> x) { } F(1, 2);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
