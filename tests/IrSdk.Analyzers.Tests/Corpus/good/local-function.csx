return Playbook.Named("local-function").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes()).Respond(Decide);

Response Decide(Incident incident)
{
    var secured = Secure();
    return incident.Instances.Any() ? secured.Then.BlockEgress() : secured;
}

PreservingStage Secure() => Preserve.ApiActivity().And.NetworkFlows();
