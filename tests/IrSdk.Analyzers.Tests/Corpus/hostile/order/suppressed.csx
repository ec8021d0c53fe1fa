// IR1001 BlockEgress
[System.Diagnostics.CodeAnalysis.SuppressMessage("Evidence", "IR1001")]
static Response Decide(Incident incident) => Preserve.ApiActivity().Then.BlockEgress();
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes()).Respond(Decide);
