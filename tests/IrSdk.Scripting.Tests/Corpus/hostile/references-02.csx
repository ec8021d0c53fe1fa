// IR4002
#r "nuget: Newtonsoft.Json, 13.0.3"
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
