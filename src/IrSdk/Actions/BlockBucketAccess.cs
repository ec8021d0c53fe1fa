namespace IrSdk;

/// <summary>Denies access to a bucket to all but the responder, and blocks public access.</summary>
[Disturbs(Evidence.BucketState | Evidence.AccessLogs)]
[UndoneBy(typeof(AllowBucketAccess))]
[Timeout(15)]
[Phrase("block bucket access")]
public sealed record BlockBucketAccess : ContainingAction
{
    /// <summary>Of a bucket.</summary>
    public BlockBucketAccess(Bucket bucket)
        : base(bucket) { }
}

/// <summary>Gives a bucket its policy and public-access settings back.</summary>
[Disturbs(Evidence.BucketState)]
[Timeout(15)]
[Phrase("allow bucket access")]
public sealed record AllowBucketAccess : RestoringAction
{
    /// <summary>Of a bucket.</summary>
    public AllowBucketAccess(Bucket bucket)
        : base(bucket) { }
}
