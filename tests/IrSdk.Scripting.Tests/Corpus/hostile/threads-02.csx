// IR4001 System.Threading.Thread
System.Threading.Thread.Sleep(1);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
