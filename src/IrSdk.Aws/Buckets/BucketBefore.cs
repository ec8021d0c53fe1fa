namespace IrSdk.Aws;

/// <summary>Who could reach a bucket before it was blocked.</summary>
/// <param name="Policy">Its policy. Null: it had none.</param>
/// <param name="PublicAccess">Its public-access block. Null: it had none.</param>
/// <param name="Denying">The policy that takes its policy's place.</param>
internal sealed record BucketBefore(string? Policy, PublicAccessBefore? PublicAccess, string Denying);

/// <summary>A public-access block.</summary>
internal sealed record PublicAccessBefore(bool BlockPublicAcls, bool IgnorePublicAcls, bool BlockPublicPolicy, bool RestrictPublicBuckets)
{
    public static PublicAccessBefore All { get; } = new(true, true, true, true);
}
