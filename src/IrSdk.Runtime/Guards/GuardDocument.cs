using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IrSdk.Runtime;

/// <summary>Guard rules as a file says them (<c>guards.schema.json</c>).</summary>
internal sealed record GuardDocument
{
    private static readonly JsonSerializerOptions Strict = new(IrJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public ImmutableArray<string> ProtectedTags { get; init; } = [];

    public ImmutableArray<string> ProtectedResources { get; init; } = [];

    public ImmutableArray<string> ProtectedIdentities { get; init; } = [];

    public ImmutableArray<string> AllowedAccounts { get; init; } = [];

    public ImmutableArray<string> AllowedRegions { get; init; } = [];

    public int? MaxAffected { get; init; }

    public int? MaxAffectedPerHour { get; init; }

    public ImmutableSortedDictionary<string, int> MinConfidence { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    public Consent? Consent { get; init; }

    public ImmutableSortedDictionary<string, Consent> Consents { get; init; } = ImmutableSortedDictionary<string, Consent>.Empty;

    public int? ConfirmedFrom { get; init; }

    public int? ApproversOfIrreversible { get; init; }

    public static GuardRules Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<GuardDocument>(File.ReadAllText(path), Strict)?.Rules() ?? throw new JsonException("it is empty");
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"The guard rules in {path} cannot be used ({wrong.Message}); nothing was done.", wrong);
        }
    }

    private GuardRules Rules()
    {
        var usual = new GuardRules();
        return usual with
        {
            ProtectedTags = usual.ProtectedTags.Union(ProtectedTags),
            ProtectedResources = [.. ProtectedResources.Select(ResourceId.Parse)],
            ProtectedIdentities = usual.ProtectedIdentities.Union(ProtectedIdentities),
            AllowedAccounts = [.. AllowedAccounts.Select(account => new AccountId(account))],
            AllowedRegions = usual.AllowedRegions.Union(AllowedRegions),
            MaxAffected = Positive(MaxAffected, "maxAffected") ?? usual.MaxAffected,
            MaxAffectedPerHour = Positive(MaxAffectedPerHour, "maxAffectedPerHour"),
            MinConfidence = usual.MinConfidence.AddRange(MinConfidence.Select(one => KeyValuePair.Create(Action(one.Key), new Confidence(one.Value)))),
            DefaultConsent = Consent ?? usual.DefaultConsent,
            Consents = usual.Consents.AddRange(Consents.Select(one => KeyValuePair.Create(new AccountId(one.Key), one.Value))),
            ConfirmedFrom = ConfirmedFrom is { } from ? new(from) : usual.ConfirmedFrom,
            ApproversOfIrreversible = Positive(ApproversOfIrreversible, "approversOfIrreversible") ?? usual.ApproversOfIrreversible,
        };
    }

    /// <summary>A mistyped action would guard nothing.</summary>
    private static string Action(string name) => IrSdk.Planning.ActionCatalog.BuiltIn.Types.Any(type => ActionEffects.Of(type).Name == name)
        ? name
        : throw new ArgumentException($"minConfidence names '{name}', which is no action");

    private static int? Positive(int? number, string name) => number is <= 0 ? throw new ArgumentException($"{name} must be at least 1") : number;
}
