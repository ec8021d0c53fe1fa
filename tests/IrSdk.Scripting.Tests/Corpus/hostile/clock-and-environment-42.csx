// IR4001 System.StringComparer.CurrentCulture
var c = StringComparer.CurrentCulture.Compare("a", "B");
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
