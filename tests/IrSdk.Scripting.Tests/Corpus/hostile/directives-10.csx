// IR4003
[assembly: System.Reflection.AssemblyVersion("1.0.0.0")]
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
