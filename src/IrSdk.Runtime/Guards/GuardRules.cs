using System.Collections.Immutable;

namespace IrSdk.Runtime;

/// <summary>What stands between plan and effect.</summary>
public sealed record GuardRules
{
    /// <summary>Tags of resources that containment never touches: a key, or <c>key=value</c>. Compared without case. Default: none.</summary>
    public ImmutableHashSet<string> ProtectedTags { get; init; } = ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Resources that containment never touches. Default: none.</summary>
    public ImmutableHashSet<ResourceId> ProtectedResources { get; init; } = [];

    /// <summary>Users and roles by name that containment never touches, nor their keys and sessions: break-glass users, the responder's own role. Default: none.</summary>
    public ImmutableHashSet<string> ProtectedIdentities { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Accounts that may be acted in. Default: all.</summary>
    public ImmutableHashSet<AccountId> AllowedAccounts { get; init; } = [];

    /// <summary>Regions that may be acted in; global resources always may. Default: all.</summary>
    public ImmutableHashSet<string> AllowedRegions { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>How many resources containment may touch in an incident. Default: 100.</summary>
    public int MaxAffected { get; init; } = 100;

    /// <summary>
    /// How many resources containment may touch within an hour, over all incidents of the journal; beyond that a human must approve
    /// the plan. Default: no limit.
    /// </summary>
    public int? MaxAffectedPerHour { get; init; }

    /// <summary>The least confidence for an action, by its name such as <c>stop-instance</c>. Default: none is asked for.</summary>
    public ImmutableSortedDictionary<string, Confidence> MinConfidence { get; init; } =
        ImmutableSortedDictionary.Create<string, Confidence>(StringComparer.Ordinal);

    /// <summary>What accounts consent to. Default: <see cref="DefaultConsent"/> everywhere.</summary>
    public ImmutableDictionary<AccountId, Consent> Consents { get; init; } = ImmutableDictionary<AccountId, Consent>.Empty;

    /// <summary>What an account consents to when it is not listed. Default: <see cref="Consent.ContainSuspected"/>.</summary>
    public Consent DefaultConsent { get; init; } = Consent.ContainSuspected;

    /// <summary>From which confidence an incident counts as confirmed without a verdict. Default: 90.</summary>
    public Confidence ConfirmedFrom { get; init; } = new(90);

    /// <summary>How many people must approve a plan before its irreversible steps are done. Default: 1.</summary>
    public int ApproversOfIrreversible { get; init; } = 1;

    /// <summary>Reads guard rules from a JSON file that a team reviews like its playbooks; <c>guards.schema.json</c> describes it.</summary>
    /// <exception cref="InvalidDataException">It is not there or cannot be used; the message says why.</exception>
    public static GuardRules Read(string path) => GuardDocument.Read(path);

    /// <summary>Whether containment never touches a resource.</summary>
    public bool IsProtected(Resource resource) =>
        ProtectedResources.Contains(resource.Id)
        || resource.Tags.Any(tag => ProtectedTags.Contains(tag.Key) || ProtectedTags.Contains($"{tag.Key}={tag.Value}"))
        || (resource switch
        {
            IamUser user => user.Name,
            IamRole role => role.Name,
            AccessKey key => key.UserName,
            RoleSession session => session.RoleName,
            _ => null,
        } is { } identity && ProtectedIdentities.Contains(identity));

    /// <summary>What an account consents to.</summary>
    public Consent ConsentOf(AccountId account) => Consents.GetValueOrDefault(account, DefaultConsent);
}

/// <summary>What may be done in an account without asking. Later ones include earlier ones.</summary>
public enum Consent
{
    /// <summary>Preserve, plan containment, do not contain.</summary>
    Observe,

    /// <summary>Contain what a human approved.</summary>
    Approve,

    /// <summary>Contain incidents that are confirmed, by verdict or by confidence; ask for the others.</summary>
    ContainConfirmed,

    /// <summary>Contain suspected incidents too.</summary>
    ContainSuspected,
}
