var secured = Preserve.ApiActivity().And.Snapshot().And.Processes().And.NetworkFlows();
var isolated = secured.Then.Quarantine();
var told = isolated.Then.PageOnCall();
return Playbook.Named("stages-in-variables").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes()).Respond(told);
