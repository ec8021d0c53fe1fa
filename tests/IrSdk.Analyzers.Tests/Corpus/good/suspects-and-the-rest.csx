return Playbook.Named("suspects-and-the-rest").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.NetworkFlows().And.NetworkFlows(i => i.Instances.Where(x => x.Involvement is Involvement.Target or Involvement.Related))
        .Then.BlockEgress(i => i.Instances));
