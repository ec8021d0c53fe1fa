// IR4001 System.Guid.CreateVersion7
var z = Guid.CreateVersion7();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
