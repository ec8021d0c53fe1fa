static ContainingStage? Maybe(Incident incident, PreservingStage secured) => incident.Instances.Any() ? secured.Then.BlockEgress() : null;
return Playbook.Named("null-coalescing").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident => Maybe(incident, Preserve.ApiActivity().And.NetworkFlows()) ?? (Response)Preserve.Snapshot());
