// IR4001 System.Linq.Expressions
System.Linq.Expressions.Expression<Func<int>> e = () => 1; e.Compile()();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
