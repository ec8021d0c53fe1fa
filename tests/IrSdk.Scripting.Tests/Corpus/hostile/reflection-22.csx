// IR4001 System.Activator
class G<T> where T : new() { public T V => new(); } var v = new G<List<int>>().V;
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
