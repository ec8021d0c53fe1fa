// IR4001 System.Diagnostics.CodeAnalysis.UnscopedRefAttribute
struct S { int x; [System.Diagnostics.CodeAnalysis.UnscopedRef] public ref int X => ref x; } var s = new S(); s.X++;
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
