// IR4001 System.Exception.StackTrace
try { throw new Exception(); } catch (Exception e) when (e.StackTrace != null) { }
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
