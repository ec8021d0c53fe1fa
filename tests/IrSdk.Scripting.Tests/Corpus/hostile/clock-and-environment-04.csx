// IR4001 System.DateTime.Today
using D = System.DateTime; var now = D.Today;
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
