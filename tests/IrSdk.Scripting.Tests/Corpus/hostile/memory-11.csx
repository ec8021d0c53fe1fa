// IR4001 unsafe
unsafe { delegate*<string, string> f = &System.IO.File.ReadAllText; f("x"); }
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
