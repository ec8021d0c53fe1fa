// IR1003
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident => new[] { 1, 2 }.Aggregate(Preserve.ApiActivity(), (secured, _) => secured.And.Snapshot()).Then.BlockEgress());
