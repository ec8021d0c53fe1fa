static Response Isolate(PreservingStage secured) => secured.Then.BlockEgress().Then.PageOnCall();
return Playbook.Named("stage-passed-to-a-method").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Isolate(Preserve.ApiActivity().And.NetworkFlows()));
