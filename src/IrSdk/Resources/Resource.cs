using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace IrSdk;

/// <summary>Something that can be acted on, as one incident sees it.</summary>
/// <remarks>The set of types is closed: evidence, scope and relations are defined over exactly these.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Account), IrSdk.Account.TypeName)]
[JsonDerivedType(typeof(Vpc), Vpc.TypeName)]
[JsonDerivedType(typeof(Instance), Instance.TypeName)]
[JsonDerivedType(typeof(IamUser), IamUser.TypeName)]
[JsonDerivedType(typeof(AccessKey), AccessKey.TypeName)]
[JsonDerivedType(typeof(IamRole), IamRole.TypeName)]
[JsonDerivedType(typeof(RoleSession), RoleSession.TypeName)]
[JsonDerivedType(typeof(Bucket), Bucket.TypeName)]
public abstract record Resource
{
    private protected Resource(ResourceId id) => Id = id;

    /// <summary>What identifies the resource.</summary>
    [JsonIgnore]
    public ResourceId Id { get; }

    /// <summary>The account that owns the resource.</summary>
    public AccountId Account => Id.Account;

    /// <summary>How the resource is in the incident. Default: <see cref="Involvement.Related"/>.</summary>
    public Involvement Involvement { get; init; }

    /// <summary>How the resource was found, as a sentence part: "named by the alert", "owner of AKIA…".</summary>
    public string FoundBy { get; init; } = "named by the alert";

    /// <summary>When the resource was last known to change; evidence of it must be newer. Default: unknown.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>The resource's tags. Keys compare without case.</summary>
    public ImmutableSortedDictionary<string, string> Tags
    {
        get;

        // Whoever made the dictionary, its order is ours: a plan that is read back must be the plan that was written.
        init => field = NoTags.SetItems(value ?? NoTags);
    }
    = NoTags;

    /// <summary>Whether the intruder holds it.</summary>
    [JsonIgnore]
    public bool IsSuspect => Involvement == Involvement.Suspect;

    /// <summary>Whether a tag <c>env</c>, <c>environment</c> or <c>stage</c> says production.</summary>
    [JsonIgnore]
    public bool IsProduction =>
        EnvironmentTags.Any(tag => Tags.TryGetValue(tag, out var stage) && stage is "prod" or "production" or "Prod" or "Production");

    /// <summary>No tags, with the comparer that tags use.</summary>
    public static ImmutableSortedDictionary<string, string> NoTags { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] EnvironmentTags = ["env", "environment", "stage"];

    /// <inheritdoc/>
    public sealed override string ToString() => Id.ToString();
}
