// IR1001 BlockEgress
static class Verbs
{
    extension(IPreservingVerbs verbs)
    {
        public PreservingStage Flows() => verbs.Preserving(Verb.OnIncident("Flows", i => i.Instances.Take(1).Select(instance => new ExportNetworkFlows(instance))));
    }
}
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.Flows().Then.BlockEgress());
