return Playbook.Named("touched-buckets").Handles(IncidentKind.DataExfiltration).Against("T1530").ContainWithin(15.Minutes())
    .Respond(Preserve.ApiActivity().And.AccessLogs().And.BucketState()
        .Then.BlockBucketAccess(i => i.Buckets.Where(b => b.Involvement is Involvement.Suspect or Involvement.Target)));
