// IR4001 System.Net.Http.HttpClient
var c = new System.Net.Http.HttpClient();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
