static class Verbs
{
    extension(IPreservingVerbs verbs)
    {
        public PreservingStage Disks(Func<Incident, IEnumerable<Instance>>? on = null) => verbs.Preserving(Verb.On("Disks", instance => new SnapshotVolumes(instance), on));
    }
}
return Playbook.Named("verb-made-here").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.Disks().And.Processes().And.NetworkFlows().Then.Quarantine());
