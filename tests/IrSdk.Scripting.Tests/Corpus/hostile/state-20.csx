// IR4001 mutable static field
static class M { public static readonly IEnumerator<int> N = Go(); static IEnumerator<int> Go() { var i = 0; while (true) yield return i++; } } M.N.MoveNext();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
