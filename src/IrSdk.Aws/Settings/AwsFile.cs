using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IrSdk.Aws;

/// <summary>
/// Where and as whom the responder acts on AWS, from a JSON file that a team reviews like its playbooks (<c>aws.schema.json</c>): what
/// <c>ir --aws FILE</c> and the host read.
/// </summary>
public sealed record AwsFile
{
    private static readonly JsonSerializerOptions Strict = new(IrJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>See <see cref="AwsOptions.Regions"/>.</summary>
    public ImmutableArray<string> Regions { get; init; } = [];

    /// <summary>See <see cref="AwsOptions.ResponderAccount"/>.</summary>
    public string? ResponderAccount { get; init; }

    /// <summary>See <see cref="AwsOptions.EvidenceRole"/>. Null: its default.</summary>
    public string? EvidenceRole { get; init; }

    /// <summary>See <see cref="AwsOptions.ContainmentRole"/>. Null: its default.</summary>
    public string? ContainmentRole { get; init; }

    /// <summary>Whether the credentials are used as they are, in their own account, and no role is assumed. Default: false.</summary>
    public bool OwnAccountOnly { get; init; }

    /// <summary>See <see cref="AwsOptions.ExternalId"/>.</summary>
    public string? ExternalId { get; init; }

    /// <summary>See <see cref="AwsOptions.EvidenceBucket"/>.</summary>
    public string? EvidenceBucket { get; init; }

    /// <summary>See <see cref="AwsOptions.EvidenceRegion"/>.</summary>
    public string? EvidenceRegion { get; init; }

    /// <summary>See <see cref="AwsOptions.AnchorKey"/>.</summary>
    public string? AnchorKey { get; init; }

    /// <summary>Under which name the journal's anchors stand in the evidence bucket.</summary>
    public string? JournalName { get; init; }

    /// <summary>See <see cref="AwsOptions.SnapshotKey"/>.</summary>
    public string? SnapshotKey { get; init; }

    /// <summary>See <see cref="AwsOptions.Retention"/>; in days. Null: its default.</summary>
    public int? RetentionDays { get; init; }

    /// <summary>See <see cref="AwsOptions.LogDelivery"/>; in minutes. Null: its default.</summary>
    public int? LogDeliveryMinutes { get; init; }

    /// <summary>See <see cref="AwsOptions.IsolationGroup"/>. Null: its default.</summary>
    public string? IsolationGroup { get; init; }

    /// <summary>See <see cref="AwsOptions.IsolationGroups"/>.</summary>
    public ImmutableSortedDictionary<string, string> IsolationGroups { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>See <see cref="AwsOptions.ReplacesInstanceProfile"/>.</summary>
    public bool ReplacesInstanceProfile { get; init; }

    /// <summary>The accounts that live drills may be run in. None: in none.</summary>
    public ImmutableArray<string> DrillAccounts { get; init; } = [];

    /// <summary>What holds without a file: the credentials as they are, in their own account.</summary>
    public static AwsFile Usual { get; } = new() { OwnAccountOnly = true };

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It cannot be used; the message says why.</exception>
    public static AwsFile Read(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize<AwsFile>(File.ReadAllText(path), Strict) ?? throw new JsonException("it is empty");
            _ = file.Options();
            return file;
        }
        catch (Exception wrong) when (wrong is JsonException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InvalidDataException($"The AWS options in {path} cannot be used ({wrong.Message.TrimEnd('.')}); correct them, nothing was done.", wrong);
        }
    }

    /// <summary>The file's text.</summary>
    public string Write() => JsonSerializer.Serialize(this, IrJson.Indented);

    /// <summary>The options that it comes to.</summary>
    /// <exception cref="ArgumentException">An account in it is none.</exception>
    public AwsOptions Options()
    {
        var usual = new AwsOptions();
        return usual with
        {
            Regions = Regions,
            ResponderAccount = ResponderAccount is { } account ? new AccountId(account) : null,
            EvidenceRole = OwnAccountOnly ? null : EvidenceRole ?? usual.EvidenceRole,
            ContainmentRole = OwnAccountOnly ? null : ContainmentRole ?? usual.ContainmentRole,
            ExternalId = ExternalId,
            EvidenceBucket = EvidenceBucket,
            EvidenceRegion = EvidenceRegion,
            AnchorKey = AnchorKey,
            SnapshotKey = SnapshotKey,
            Retention = RetentionDays is { } days ? TimeSpan.FromDays(days) : usual.Retention,
            LogDelivery = LogDeliveryMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : usual.LogDelivery,
            IsolationGroup = IsolationGroup ?? usual.IsolationGroup,
            IsolationGroups = IsolationGroups.ToImmutableDictionary(),
            ReplacesInstanceProfile = ReplacesInstanceProfile,
        };
    }
}
