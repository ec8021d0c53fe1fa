using System.Text.Json.Serialization;

namespace IrSdk;

/// <summary>A whole account. Evidence that is secured on it covers everything in it.</summary>
public sealed record Account : Resource
{
    internal const string TypeName = "account";

    /// <summary>An account by its twelve digits.</summary>
    [JsonConstructor]
    public Account(AccountId account)
        : base(new ResourceId(TypeName, account, ResourceId.Global, account.ToString())) { }
}
