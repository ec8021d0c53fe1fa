// IR4001 System.Collections.Frozen
record R(string S); var first = System.Collections.Frozen.FrozenSet.ToFrozenSet(new[] { new R("a"), new R("b") }).First();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
