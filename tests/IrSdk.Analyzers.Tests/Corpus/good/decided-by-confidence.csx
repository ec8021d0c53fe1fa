return Playbook.Named("decided-by-confidence").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident => incident.Confidence.Value > 90
        ? Preserve.ApiActivity().And.Snapshot().And.Processes().And.NetworkFlows().Then.Quarantine()
        : Preserve.Snapshot());
