// IR4001 System.Linq.Expressions
static class M { public static void F(System.Linq.Expressions.Expression<Func<int>> e) { } } M.F(() => 1);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
