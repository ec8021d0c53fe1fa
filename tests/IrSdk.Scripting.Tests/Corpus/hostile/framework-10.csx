// IR4001 System.Runtime.CompilerServices.DefaultInterpolatedStringHandler
var h = new System.Runtime.CompilerServices.DefaultInterpolatedStringHandler(1, 1);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
