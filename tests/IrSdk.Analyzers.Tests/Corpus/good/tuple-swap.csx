var (first, second) = (Preserve.ApiActivity().And.NetworkFlows(), Preserve.Identity().And.ApiActivity());
return Playbook.Named("tuple-swap").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident => incident.Instances.Any() ? first.Then.BlockEgress() : second.Then.RevokeKeys());
