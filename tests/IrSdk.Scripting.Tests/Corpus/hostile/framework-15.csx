// IR4001 System.Text.Encoding
var b = System.Text.Encoding.UTF8.GetBytes("x");
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
