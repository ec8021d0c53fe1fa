using System.Text.Json.Serialization;

namespace IrSdk;

/// <summary>A storage bucket.</summary>
public sealed record Bucket : Resource
{
    internal const string TypeName = "bucket";

    /// <summary>A bucket by name.</summary>
    [JsonConstructor]
    public Bucket(AccountId account, string region, string name)
        : base(new ResourceId(TypeName, account, region, name)) { }

    /// <summary>The region.</summary>
    public string Region => Id.Region;

    /// <summary>The bucket's name.</summary>
    public string Name => Id.Name;
}
