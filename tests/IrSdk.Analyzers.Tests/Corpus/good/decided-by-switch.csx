return Playbook.Named("decided-by-switch").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident => incident.Kind switch
    {
        IncidentKind.Malware => Preserve.ApiActivity().And.NetworkFlows().Then.BlockEgress(),
        IncidentKind.DataExfiltration when incident.Buckets.Any() => Preserve.ApiActivity().And.BucketState().And.AccessLogs().Then.BlockBucketAccess(),
        _ => Preserve.Identity().And.ApiActivity().Then.RevokeKeys(),
    });
