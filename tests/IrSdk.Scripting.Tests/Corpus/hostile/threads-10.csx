// IR4001 async
async IAsyncEnumerable<int> F() { yield return 1; } F();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
