// IR4001 System.SerializableAttribute
[Serializable] class X { } var x = new X();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
