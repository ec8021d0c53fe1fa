// IR4001 System.Activator
T Make<T>() where T : new() => new T(); var l = Make<List<int>>();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
