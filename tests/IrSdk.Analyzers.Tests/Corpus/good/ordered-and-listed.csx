return Playbook.Named("ordered-and-listed").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.NetworkFlows(i => i.Instances.OrderBy(x => x.Name).ToList()).Then.BlockEgress(i => [.. i.Instances.Take(3)]));
