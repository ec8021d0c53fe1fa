using System.Text.Json.Serialization;

namespace IrSdk;

/// <summary>A long-lived access key of a user. Only its id; the secret never enters this software.</summary>
public sealed record AccessKey : Resource
{
    internal const string TypeName = "access-key";

    /// <summary>A key by its id, such as <c>AKIAIOSFODNN7EXAMPLE</c>.</summary>
    [JsonConstructor]
    public AccessKey(AccountId account, string name)
        : base(new ResourceId(TypeName, account, ResourceId.Global, name)) { }

    /// <summary>The key's id.</summary>
    public string Name => Id.Name;

    /// <summary>The user that owns the key. Default: unknown.</summary>
    public string? UserName { get; init; }

    /// <summary>When the key was made, in UTC. Default: unknown.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}
