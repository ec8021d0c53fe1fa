// IR4001 System.Runtime.InteropServices.MemoryMarshal
using static System.Runtime.InteropServices.MemoryMarshal; var i = 1; var s = CreateSpan(ref i, 100);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
