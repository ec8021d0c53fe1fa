// IR1001 Quarantine
// IR1007 Without
return Playbook.Named("x").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.Snapshot().And.NetworkFlows()
        .Without(Evidence.Processes, "no agent", on: i => i.Instances.Where(x => x.IsProduction)).Then.Quarantine());
