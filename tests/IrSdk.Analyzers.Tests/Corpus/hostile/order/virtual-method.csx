// IR1003
class Base { public virtual PreservingStage Secure() => Preserve.ApiActivity().And.NetworkFlows(); }
class Other : Base { public override PreservingStage Secure() => Preserve.ApiActivity(); }
Base made = new Other();
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes()).Respond(made.Secure().Then.BlockEgress());
