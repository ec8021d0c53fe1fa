// IR4001 mutable static field
class C { public int N; } static class M { public static readonly C Seen = new(); } M.Seen.N++;
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
