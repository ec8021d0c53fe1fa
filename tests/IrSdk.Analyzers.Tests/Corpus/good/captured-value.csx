const string Tier = "gold";
var tag = "tier";
return Playbook.Named("captured-value").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.NetworkFlows(i => i.Instances.Where(x => x.Tags.ContainsKey(tag) && x.Name != Tier))
        .Then.BlockEgress(i => i.Instances.Where(x => x.Name != Tier && x.Tags.ContainsKey(tag))));
