// IR1001 BlockEgress
return new[] { "x" }.Select(name => Playbook.Named(name).Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().Then.BlockEgress())).First();
