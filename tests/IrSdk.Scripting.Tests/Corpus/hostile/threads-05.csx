// IR4001 System.Threading.Tasks.Parallel
System.Threading.Tasks.Parallel.For(0, 1, i => { });
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
