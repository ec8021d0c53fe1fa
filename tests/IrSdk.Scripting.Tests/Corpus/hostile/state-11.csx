// IR4001 mutable static property
static class M { public static List<int> Seen { get; } = []; } M.Seen.Add(1);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
