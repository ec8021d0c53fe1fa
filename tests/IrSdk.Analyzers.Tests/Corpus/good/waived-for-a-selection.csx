return Playbook.Named("waived-for-a-selection").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(Preserve.ApiActivity().And.Snapshot(i => i.Instances).And.NetworkFlows(i => i.Instances)
        .Without(Evidence.Processes | Evidence.Memory, "no agent", on: i => i.Instances.Where(x => !x.HasLiveResponse))
        .Then.Quarantine(i => i.Instances.Where(x => !x.HasLiveResponse)));
