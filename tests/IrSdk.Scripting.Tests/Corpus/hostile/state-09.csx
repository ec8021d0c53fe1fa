// IR4001 mutable static field
static class M { public static readonly Func<int> Next = Make(); static Func<int> Make() { var n = 0; return () => n++; } } M.Next();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
