// IR4001 System.IO.File
partial class B { public partial B(); } partial class B { public partial B() { System.IO.File.Delete("x"); } } new B();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
