// IR1001 BlockEgress
static class Verbs
{
    extension(IPreservingVerbs verbs)
    {
        [Makes(typeof(ExportNetworkFlows))]
        public PreservingStage Flows() => verbs.Preserving(Verb.On<Instance>("Flows", instance => new CaptureProcesses(instance)));
    }
}
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.Flows().Then.BlockEgress());
