namespace IrSdk.Runtime;

/// <summary>A resource in a notice.</summary>
/// <param name="Type">Its type in kebab case, such as <c>access-key</c>.</param>
/// <param name="Id">The provider's own id or name.</param>
/// <param name="Account">The account that owns it.</param>
/// <param name="Region">Its region, or <see cref="ResourceId.Global"/>.</param>
/// <param name="Involvement">How it is in the incident.</param>
public sealed record NoticedResource(string Type, string Id, AccountId Account, string Region, Involvement Involvement)
{
    /// <summary>How it was found, as a sentence part. Default: unknown.</summary>
    public string? FoundBy { get; init; }
}
