// IR1001 BlockEgress
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.NetworkFlows(i => i.Suspects<Instance>().Take(1)).Then.BlockEgress());
