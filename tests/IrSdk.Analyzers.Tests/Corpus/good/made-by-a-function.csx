Playbook Make(string name, Func<PreservingStage, Response> contain) =>
    Playbook.Named(name).Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes()).Respond(contain(Preserve.ApiActivity().And.NetworkFlows()));
return Make("made-by-a-function", secured => secured.Then.BlockEgress());
