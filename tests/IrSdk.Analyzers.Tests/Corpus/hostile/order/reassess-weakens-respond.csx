// IR1001 BlockEgress
var secured = Preserve.ApiActivity().And.NetworkFlows();
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(_ => secured.Then.BlockEgress())
    .Reassess((incident, outcomes) => { secured = Preserve.ApiActivity(); return null; });
