// IR4001 IrSdk.PreservingAction
record Fake(Instance I) : PreservingAction(I); var f = new Fake(null!);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
