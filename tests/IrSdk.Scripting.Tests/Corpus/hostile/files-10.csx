// IR4001 System.IO.FileStream
System.IO.FileStream f = new("x", System.IO.FileMode.Open);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
