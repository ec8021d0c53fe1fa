// IR4001 System.Runtime.CompilerServices.InlineArrayAttribute
[System.Runtime.CompilerServices.InlineArray(100)] struct B { int a; } var b = new B(); b[0] = 1;
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
