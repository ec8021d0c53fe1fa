var deadline = 2.Minutes();
return Playbook.Named("timeouts").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(deadline)
    .Respond(Preserve.ApiActivity().Within(30.Seconds()).OrContinue().And.NetworkFlows().Within(1.Minutes()).OrWait(atMost: 10.Minutes())
        .Then.BlockEgress().Within(TimeSpan.FromSeconds(20)).MaxAffected(5));
