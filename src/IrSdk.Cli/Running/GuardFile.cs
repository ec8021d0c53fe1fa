using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using IrSdk.Runtime;

namespace IrSdk.Cli.Running;

/// <summary>The guard rules of a run, from a JSON file that a team reviews like its playbooks (<c>guards.schema.json</c>).</summary>
internal sealed record GuardFile
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

    public static Option<FileInfo?> Option() => new("--guards")
    {
        Description = "A JSON file of guard rules: what is protected, how far containment may reach, what accounts consent to. Default: suspects may be contained, up to 100 resources.",
    };

    public static GuardRules Read(FileInfo? file)
    {
        if (file is null)
        {
            return new();
        }

        try
        {
            return JsonSerializer.Deserialize<GuardFile>(File.ReadAllText(file.FullName), Strict)?.Rules() ?? throw new JsonException("it is empty");
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new CliFailure(ExitCodes.Usage, $"The guard rules in {file} cannot be used ({wrong.Message}); nothing was done.");
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
        };
    }

    /// <summary>A mistyped action would guard nothing.</summary>
    private static string Action(string name) => IrSdk.Planning.ActionCatalog.BuiltIn.Types.Any(type => ActionEffects.Of(type).Name == name)
        ? name
        : throw new ArgumentException($"minConfidence names '{name}', which is no action");

    private static int? Positive(int? number, string name) => number is <= 0 ? throw new ArgumentException($"{name} must be at least 1") : number;
}
