// IR4001 System.IO.Directory
global::System.IO.Directory.Delete("x", true);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
