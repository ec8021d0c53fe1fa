// IR4001 System.IO.File
using F = System.IO.File; F.WriteAllText("x", "y");
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
