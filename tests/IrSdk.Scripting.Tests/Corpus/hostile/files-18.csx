// IR4001 System.IO.File
class B { public void operator +=(string f) => System.IO.File.Delete(f); } var b = new B(); b += "x";
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
