// IR4001 System.Runtime.InteropServices.MemoryMarshal
var s = System.Runtime.InteropServices.MemoryMarshal.AsBytes(new[] { 1 }.AsSpan());
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
