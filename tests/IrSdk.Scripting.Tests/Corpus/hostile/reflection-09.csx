// IR4001 DynamicInvoke
Func<int> f = () => 1; f.DynamicInvoke();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
