// IR4001 System.Delegate.Method
Func<int> f = () => 1; var m = f.Method;
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
