// IR4001 System.Threading.Timer
var t = new System.Threading.Timer(_ => { });
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
