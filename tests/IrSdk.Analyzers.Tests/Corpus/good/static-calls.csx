return Playbook.Named("static-calls").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(ContainingVerbs.BlockEgress(PreservingVerbs.NetworkFlows(PreservingVerbs.ApiActivity(Preserve).And).Then));
