return Playbook.Named("network-over-instances").Handles(IncidentKind.DataExfiltration).Against("T1048").ContainWithin(15.Minutes())
    .Respond(Preserve.ApiActivity().And.NetworkFlows(i => i.Vpcs).Then.BlockEgress().And.BlockEgress(i => i.Vpcs));
