using System.Text.Json.Serialization;

namespace IrSdk;

/// <summary>One session of a role: temporary credentials that someone minted.</summary>
public sealed record RoleSession : Resource
{
    internal const string TypeName = "role-session";

    /// <summary>A session by its role and its session name.</summary>
    [JsonConstructor]
    public RoleSession(AccountId account, string roleName, string sessionName)
        : base(new ResourceId(TypeName, account, ResourceId.Global, $"{roleName}/{sessionName}"))
    {
        RoleName = roleName;
        SessionName = sessionName;
    }

    /// <summary>The role.</summary>
    public string RoleName { get; }

    /// <summary>The session's name, as whoever assumed the role chose it.</summary>
    public string SessionName { get; }

    /// <summary>The access key or session that minted it. Default: unknown.</summary>
    public ResourceId? MintedBy { get; init; }
}
