// IR4001 System.IO.File
var n = nameof(List<>); System.IO.File.Delete(n);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
