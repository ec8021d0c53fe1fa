// IR4003
const string a = "aaaaaaaaaaaaaaaa"; const string b = a+a+a+a+a+a+a+a; const string c = b+b+b+b+b+b+b+b; const string d = c+c+c+c+c+c+c+c; const string e = d+d+d+d+d+d+d+d; const string f = e+e+e+e+e+e+e+e; const string g = f+f+f+f+f+f+f+f; const string h = g+g+g+g+g+g+g+g; const string i = h+h+h+h+h+h+h+h; var x = i;
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
