// IR4001 System.Text.Json.Nodes.JsonNode
var d = System.Text.Json.Nodes.JsonNode.Parse("{}");
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
