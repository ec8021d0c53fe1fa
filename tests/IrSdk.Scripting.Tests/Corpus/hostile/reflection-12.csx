// IR4001 System.Reflection.Emit
var m = new System.Reflection.Emit.DynamicMethod("x", null, null);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
