// IR1001 BlockEgress
var secured = Preserve.ApiActivity().And.NetworkFlows();
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(_ =>
    {
        var now = secured;
        secured = Preserve.ApiActivity();
        return now.Then.BlockEgress();
    });
