// IR1001 BlockEgress
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident =>
    {
        var a = Preserve.ApiActivity().And.NetworkFlows();
        var b = Preserve.ApiActivity().And.NetworkFlows().And.Snapshot();
        var c = Preserve.ApiActivity();
        for (var n = 0; n < incident.Alerts.Length; n++)
        {
            a = b;
            b = c;
        }

        return a.Then.BlockEgress();
    });
