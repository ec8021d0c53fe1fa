// IR4001 IrSdk.PreservesAttribute
[Preserves(Evidence.Volumes)] sealed record Fake(Instance I) : PreservingAction(I);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
