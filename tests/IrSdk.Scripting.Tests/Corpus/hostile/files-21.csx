// IR4001 System.IO.File
partial class B { public partial event Action E; } partial class B { public partial event Action E { add { System.IO.File.Delete("x"); } remove { } } } new B();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
