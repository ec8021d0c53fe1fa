using System.Text.Json.Serialization;

namespace IrSdk;

/// <summary>A user of the account. Identity evidence that is secured on it covers its access keys.</summary>
public sealed record IamUser : Resource
{
    internal const string TypeName = "user";

    /// <summary>A user by name.</summary>
    [JsonConstructor]
    public IamUser(AccountId account, string name)
        : base(new ResourceId(TypeName, account, ResourceId.Global, name)) { }

    /// <summary>The user's name.</summary>
    public string Name => Id.Name;
}
