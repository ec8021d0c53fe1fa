// IR1003
class Forgetful : IPreservingVerbs { public PreservingStage Preserving(Verb verb) => Preserve.ApiActivity(); }
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes()).Respond(new Forgetful().NetworkFlows().Then.BlockEgress());
