// IR4001 System.Security.Cryptography
var b = System.Security.Cryptography.RandomNumberGenerator.GetBytes(1);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
