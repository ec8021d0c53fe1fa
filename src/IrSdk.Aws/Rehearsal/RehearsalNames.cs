using System.Collections.Immutable;

namespace IrSdk.Aws;

/// <summary>What the account called the things that were made.</summary>
internal sealed class RehearsalNames(AccountId account)
{
    private readonly Dictionary<ResourceId, Resource> made = [];

    public void Add(Resource wanted, Resource real) => made[wanted.Id] = real;

    /// <summary>A wanted resource as it is in the account, with its part in the incident.</summary>
    public Resource Rename(Resource wanted) => (made.GetValueOrDefault(wanted.Id) ?? wanted switch
    {
        Account => new Account(account),
        RoleSession session => new RoleSession(account, session.RoleName, session.SessionName) { MintedBy = session.MintedBy is { } minter ? made.GetValueOrDefault(minter)?.Id : null },
        _ => wanted,
    }) with
    {
        Involvement = wanted.Involvement,
        FoundBy = wanted.FoundBy,
    };

    public static ImmutableArray<string> AtLeastOne(ImmutableArray<string> names) => names.IsDefaultOrEmpty ? ["1"] : names;
}
