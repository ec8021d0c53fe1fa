// IR4001 System.Runtime.CompilerServices.CallerFilePathAttribute
string P([System.Runtime.CompilerServices.CallerFilePath] string p = "") => p; var x = P();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
