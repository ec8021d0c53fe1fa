// IR4001 mutable static field
static class G<T> { public static readonly List<T> All = []; } G<int>.All.Add(1);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
