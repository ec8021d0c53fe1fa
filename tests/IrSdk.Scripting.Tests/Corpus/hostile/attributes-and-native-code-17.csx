// IR4001 System.Attribute
class IgnoresAccessChecksToAttribute(string n) : Attribute { }
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
