// IR4001 System.Runtime.InteropServices.Marshal
System.Runtime.InteropServices.Marshal.AllocHGlobal(1);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
