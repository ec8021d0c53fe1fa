namespace IrSdk;

/// <summary>Captures policy, access control, versioning and a listing of a bucket.</summary>
[Preserves(Evidence.BucketState)]
[Timeout(30)]
[Phrase("capture bucket state")]
public sealed record CaptureBucketState : PreservingAction
{
    /// <summary>Of a bucket.</summary>
    public CaptureBucketState(Bucket bucket)
        : base(bucket) { }
}
