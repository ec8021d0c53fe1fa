// IR4001 file
file static class M { public static int Count { get => field; set => field = value; } } M.Count++;
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
