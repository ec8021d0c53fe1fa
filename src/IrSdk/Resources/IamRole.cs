using System.Text.Json.Serialization;

namespace IrSdk;

/// <summary>A role. Identity evidence that is secured on it covers its sessions.</summary>
public sealed record IamRole : Resource
{
    internal const string TypeName = "role";

    /// <summary>A role by name.</summary>
    [JsonConstructor]
    public IamRole(AccountId account, string name)
        : base(new ResourceId(TypeName, account, ResourceId.Global, name)) { }

    /// <summary>The role's name.</summary>
    public string Name => Id.Name;
}
