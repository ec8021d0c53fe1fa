// IR4001 CurrentCulture
var c = System.Globalization.CultureInfo.CurrentCulture;
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
