// IR1003
var responses = new List<Response> { Preserve.ApiActivity().Then.BlockEgress() };
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes()).Respond(_ => responses.First());
