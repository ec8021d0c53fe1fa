// IR4001 System.Threading.ThreadLocal
var l = new System.Threading.ThreadLocal<int>();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
