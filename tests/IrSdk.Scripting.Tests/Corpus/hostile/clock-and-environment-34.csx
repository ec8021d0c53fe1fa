// IR4001 R.GetHashCode
record R(string S); var h = new R("x").GetHashCode();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
