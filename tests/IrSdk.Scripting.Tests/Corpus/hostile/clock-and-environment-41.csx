// IR4001 System.Collections.Immutable.ImmutableDictionary
var first = new[] { "a", "b" }.ToImmutableDictionary(x => x).Keys.First();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
