// IR4001 System.Linq.Queryable
var q = new[] { 1 }.AsQueryable().Where(x => x > 1).ToList();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
