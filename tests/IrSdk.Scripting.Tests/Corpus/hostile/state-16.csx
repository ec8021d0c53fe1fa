// IR4001 mutable static property
interface IM { static int Count { get; set; } } IM.Count++;
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
