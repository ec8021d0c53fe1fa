// IR4001 System.Runtime.CompilerServices.AsyncMethodBuilderAttribute
[System.Runtime.CompilerServices.AsyncMethodBuilder(typeof(int))] class T { }
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
