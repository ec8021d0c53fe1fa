return Playbook.Named("named-arguments").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(response: Preserve.ApiActivity(last: 24.Hours()).And.Snapshot(on: i => i.Instances).And.Processes(on: i => i.Instances).And.NetworkFlows(on: i => i.Instances)
        .Then.Quarantine(keepLiveResponse: false, on: i => i.Instances));
