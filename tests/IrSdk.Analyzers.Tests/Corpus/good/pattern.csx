object made = Preserve.ApiActivity().And.NetworkFlows();
return Playbook.Named("pattern").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(made is PreservingStage secured ? secured.Then.BlockEgress() : Preserve.ApiActivity());
