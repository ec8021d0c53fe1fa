using System.Text.Json.Serialization;

namespace IrSdk;

/// <summary>A virtual network. Evidence that is secured on it covers the instances in it.</summary>
public sealed record Vpc : Resource
{
    internal const string TypeName = "vpc";

    /// <summary>A network by its id, such as <c>vpc-0c2d</c>.</summary>
    [JsonConstructor]
    public Vpc(AccountId account, string region, string name)
        : base(new ResourceId(TypeName, account, region, name)) { }

    /// <summary>The region.</summary>
    public string Region => Id.Region;

    /// <summary>The network's id.</summary>
    public string Name => Id.Name;
}
