// IR4001 System.Text.RegularExpressions.Regex
var m = System.Text.RegularExpressions.Regex.IsMatch("a", "b");
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
