// IR1001 BlockEgress
var secured = Preserve.ApiActivity().And.NetworkFlows();
var playbook = Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(_ => secured.Then.BlockEgress());
secured = Preserve.ApiActivity();
return playbook;
