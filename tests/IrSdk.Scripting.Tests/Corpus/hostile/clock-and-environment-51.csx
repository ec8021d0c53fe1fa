// IR4001 System.Threading.CancellationToken
static class G<T> { public static string N => $"{default(T)}"; } var n = G<System.Threading.CancellationToken>.N;
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
