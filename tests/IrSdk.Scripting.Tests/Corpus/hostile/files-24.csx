// IR4001 System.IO.File
static class E { public static void Deconstruct(this string s, out string a, out string b) { a = System.IO.File.ReadAllText(s); b = ""; } } var (a, b) = "x";
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
