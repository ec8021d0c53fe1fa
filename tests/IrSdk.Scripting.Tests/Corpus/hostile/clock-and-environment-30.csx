// IR4001 System.DateTimeOffset.op_Implicit
DateTimeOffset t = new DateTime(2026, 1, 1);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
