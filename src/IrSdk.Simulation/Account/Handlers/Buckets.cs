namespace IrSdk.Simulation;

internal sealed record BucketBefore(string? Policy, bool PublicAccess, bool Blocked);

internal sealed class BlockBucketAccessHandler(SimulatedAccount account) : Containing<BlockBucketAccess>(account)
{
    private const string Deny = "deny all but the responder";

    protected override object Prior(BlockBucketAccess action)
    {
        var bucket = World.Get<SimulatedBucket>(action.Resource.Id);
        return new BucketBefore(bucket.Policy, bucket.PublicAccess, bucket.Blocked);
    }

    protected override void Apply(BlockBucketAccess action, Pen pen)
    {
        var bucket = World.Get<SimulatedBucket>(action.Resource.Id);
        pen.Write($"denies access to {bucket.Name}",
            (bucket with { Policy = Deny, PublicAccess = false, Blocked = true }).Losing(Evidence.BucketState | Evidence.AccessLogs));
    }

    protected override bool IsInForce(BlockBucketAccess action) => World.Get<SimulatedBucket>(action.Resource.Id).Blocked;

    protected override string Detail(BlockBucketAccess action) => "all but the responder denied";
}

internal sealed class AllowBucketAccessHandler(SimulatedAccount account) : Restoring<AllowBucketAccess, BucketBefore>(account)
{
    protected override void Restore(AllowBucketAccess action, BucketBefore prior, Pen pen)
    {
        var bucket = World.Get<SimulatedBucket>(action.Resource.Id);
        pen.Write($"restores the policy of {bucket.Name}",
            bucket with { Policy = prior.Policy, PublicAccess = prior.PublicAccess, Blocked = prior.Blocked });
    }

    protected override bool IsRestored(AllowBucketAccess action, BucketBefore prior)
    {
        var bucket = World.Get<SimulatedBucket>(action.Resource.Id);
        return bucket.Policy == prior.Policy && bucket.PublicAccess == prior.PublicAccess && bucket.Blocked == prior.Blocked;
    }
}
