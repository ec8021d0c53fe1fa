// IR4001 System.Runtime.CompilerServices.ConditionalWeakTable
var t = new System.Runtime.CompilerServices.ConditionalWeakTable<object, object>();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
