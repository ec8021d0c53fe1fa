// IR4001 System.IO.File
static class E { public static IEnumerator<string> GetEnumerator(this int i) { yield return System.IO.File.ReadAllText("x"); } } foreach (var s in 5) { }
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
