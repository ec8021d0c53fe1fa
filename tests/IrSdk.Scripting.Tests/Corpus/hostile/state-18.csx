// IR4001 mutable static field
static class G<T> where T : class { public static readonly T? V = (object)new List<int>() as T; } G<List<int>>.V!.Add(1);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
