// IR1001 BlockEgress
static class Verbs
{
    extension(PreservingStage stage)
    {
        public ContainingStage Finish() => stage.Then.BlockEgress();
    }
}
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes()).Respond(Preserve.ApiActivity().Finish());
