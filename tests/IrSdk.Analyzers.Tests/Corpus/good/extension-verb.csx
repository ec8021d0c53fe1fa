static class Verbs
{
    public static PreservingStage Everything(this IPreservingVerbs verbs) => verbs.ApiActivity().And.Snapshot().And.Processes().And.NetworkFlows();
}
return Playbook.Named("extension-verb").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.Everything().Then.Quarantine());
