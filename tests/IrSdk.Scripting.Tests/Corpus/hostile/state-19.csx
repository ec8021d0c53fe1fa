// IR4001 mutable static field
record A(string S); record B(string S) : A(S) { public int N { get; set; } } static class M { public static readonly A One = new B("x"); }
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
