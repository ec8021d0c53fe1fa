// IR4001 System.Reflection
try { throw new Exception(); } catch (Exception e) { var t = e.TargetSite; }
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
