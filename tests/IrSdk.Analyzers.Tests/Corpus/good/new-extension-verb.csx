static class Verbs
{
    extension(IPreservingVerbs verbs)
    {
        public PreservingStage Network(bool disks) => disks ? verbs.ApiActivity().And.NetworkFlows().And.Snapshot() : verbs.ApiActivity().And.NetworkFlows();
    }

    extension(IContainingVerbs verbs)
    {
        public ContainingStage Cut() => verbs.BlockEgress();
    }
}
return Playbook.Named("new-extension-verb").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.Network(disks: true).Then.Cut());
