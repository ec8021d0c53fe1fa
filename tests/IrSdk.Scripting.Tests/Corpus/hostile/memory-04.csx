// IR4001 System.Runtime.CompilerServices.Unsafe
var x = "a"; var y = System.Runtime.CompilerServices.Unsafe.As<string, object>(ref x);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
