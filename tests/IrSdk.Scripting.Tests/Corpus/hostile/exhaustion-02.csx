// IR4003
int F(Func<int,int> a) => 1; string G(Func<string,string> a) => ""; static class O { public static int M(Func<int,int> f) => 1; public static int M(Func<string,int> f) => 1; public static int M(Func<double,int> f) => 1; } var x = O.M(x0 => O.M(x1 => O.M(x2 => O.M(x3 => O.M(x4 => O.M(x5 => O.M(x6 => O.M(x7 => O.M(x8 => O.M(x9 => O.M(x10 => O.M(x11 => O.M(x12 => O.M(x13 => x0))))))))))))));
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
