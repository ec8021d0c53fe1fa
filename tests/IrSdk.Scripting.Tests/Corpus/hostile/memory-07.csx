// IR4001 System.Runtime.InteropServices.ImmutableCollectionsMarshal
var a = System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsArray(ImmutableArray.Create(1));
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
