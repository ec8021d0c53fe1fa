// IR1002 Terminate
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(30.Minutes())
    .Respond(Preserve.ApiActivity().And.Snapshot().And.Processes().And.NetworkFlows().Then.Terminate().RequireApproval());
