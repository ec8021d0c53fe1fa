// IR4001 System.IO.Stream
object o = ""; if (o is System.IO.Stream) { }
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
