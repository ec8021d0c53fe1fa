// IR4001 System.Reflection
record R(string S) { public string N => EqualityContract.Assembly.Location; } var n = new R("x").N;
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
