// IR4001 System.Collections.Immutable.ImmutableDictionary
var first = ImmutableDictionary<string, int>.Empty.Add("a", 1).Add("b", 2).First();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
