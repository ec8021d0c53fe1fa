static bool IsEdge(Instance instance) => instance.Name.StartsWith("i-edge");
return Playbook.Named("selector-calls-a-method").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.NetworkFlows(i => i.Instances.Where(x => IsEdge(x))).Then.BlockEgress(i => i.Instances.Where(y => IsEdge(y))));
