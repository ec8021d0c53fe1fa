// IR4001 System.IO.File
class B { public string F { set => System.IO.File.Delete(value); } } B? b = new(); b?.F = "x";
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
