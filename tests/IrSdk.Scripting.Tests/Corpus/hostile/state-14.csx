// IR4001 file
file static class M { public static List<int> All { get => field ??= []; } } M.All.Add(1);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
