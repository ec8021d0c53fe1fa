// IR4001 System.Threading.CancellationToken
void F(System.Threading.CancellationToken t = default) { } F();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
