return Playbook.Named("buckets").Handles(IncidentKind.DataExfiltration).Against("T1530").ContainWithin(15.Minutes())
    .Respond(Preserve.ApiActivity().And.AccessLogs().And.BucketState().Then.BlockBucketAccess());
