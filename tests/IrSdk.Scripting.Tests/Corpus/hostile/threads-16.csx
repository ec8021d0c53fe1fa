// IR4001 System.Threading.Tasks.Task
object o = ""; var x = o switch { System.Threading.Tasks.Task => 1, _ => 0 };
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
