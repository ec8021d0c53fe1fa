// IR4001 System.IO.File
static class E { extension(string s) { public static string operator -(string a, string b) => System.IO.File.ReadAllText(a); } } var t = "x" - "y";
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
