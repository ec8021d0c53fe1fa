// IR1001 Quarantine
static class Verbs
{
    extension(IPreservingVerbs verbs)
    {
        public PreservingStage Disks() => verbs.Preserving(Verb.On<Instance>("Disks", instance => new CaptureProcesses(instance)));
    }
}
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.Disks().And.NetworkFlows().Then.Quarantine());
