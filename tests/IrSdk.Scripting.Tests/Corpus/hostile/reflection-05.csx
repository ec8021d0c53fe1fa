// IR4001 System.Reflection.Assembly
System.Reflection.Assembly.Load("x");
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
