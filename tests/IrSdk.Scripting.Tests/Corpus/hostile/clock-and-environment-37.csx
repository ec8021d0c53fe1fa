// IR4001 System.Collections.Immutable.ImmutableHashSet
var first = ImmutableHashSet.Create("a", "b", "c").First();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
