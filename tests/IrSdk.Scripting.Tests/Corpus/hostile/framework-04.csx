// IR4001 System.Text.Json.JsonSerializer
var s = System.Text.Json.JsonSerializer.Serialize(1);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
