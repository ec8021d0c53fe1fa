// IR4001 IH.GetHashCode
interface IH { int GetHashCode(); } record R(string S) : IH; IH r = new R("x"); var h = r.GetHashCode();
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
