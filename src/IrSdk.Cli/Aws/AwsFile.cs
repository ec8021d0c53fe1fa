using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using IrSdk.Aws;

namespace IrSdk.Cli.Aws;

/// <summary>Where and as whom the responder acts on AWS, from a JSON file that a team reviews like its playbooks (<c>aws.schema.json</c>).</summary>
internal sealed partial record AwsFile
{
    private static readonly JsonSerializerOptions Strict = new(IrJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public ImmutableArray<string> Regions { get; init; } = [];

    public string? ResponderAccount { get; init; }

    public string? EvidenceRole { get; init; }

    public string? ContainmentRole { get; init; }

    public bool OwnAccountOnly { get; init; }

    public string? ExternalId { get; init; }

    public string? EvidenceBucket { get; init; }

    public string? EvidenceRegion { get; init; }

    public string? AnchorKey { get; init; }

    /// <summary>Under which name the journal's anchors stand in the evidence bucket.</summary>
    public string? JournalName { get; init; }

    public string? SnapshotKey { get; init; }

    public string? TransferKey { get; init; }

    public int? RetentionDays { get; init; }

    public int? LogDeliveryMinutes { get; init; }

    public string? IsolationGroup { get; init; }

    public ImmutableSortedDictionary<string, string> IsolationGroups { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public bool ReplacesInstanceProfile { get; init; }

    public string? MemoryTool { get; init; }

    /// <summary>The accounts that live drills may be run in. None: in none.</summary>
    public ImmutableArray<string> DrillAccounts { get; init; } = [];

    public static Option<FileInfo?> Option() => new("--aws")
    {
        Description = "A JSON file that says where and as whom to act on AWS: regions, roles, evidence bucket, isolation (aws.schema.json). Default: the signed-in identity, in its own account.",
    };

    /// <summary>Without a file the credentials are used as they are.</summary>
    public static AwsFile Read(FileInfo? file)
    {
        if (file is null)
        {
            return new() { OwnAccountOnly = true };
        }

        try
        {
            return JsonSerializer.Deserialize<AwsFile>(File.ReadAllText(file.FullName), Strict) ?? throw new JsonException("it is empty");
        }
        catch (Exception wrong) when (wrong is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new CliFailure(ExitCodes.Usage, $"The AWS options in {file} cannot be used ({wrong.Message}); nothing was done.");
        }
    }

    public string Write() => JsonSerializer.Serialize(this, IrJson.Indented);

    /// <exception cref="CliFailure">Something in it cannot be meant.</exception>
    public AwsOptions Options()
    {
        if (Wrong() is { } wrong)
        {
            throw new CliFailure(ExitCodes.Usage, $"The AWS options cannot be used ({wrong}); nothing was done.");
        }

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
            TransferKey = TransferKey,
            Retention = RetentionDays is { } days ? TimeSpan.FromDays(days) : usual.Retention,
            LogDelivery = LogDeliveryMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : usual.LogDelivery,
            IsolationGroup = IsolationGroup ?? usual.IsolationGroup,
            IsolationGroups = IsolationGroups.ToImmutableDictionary(),
            ReplacesInstanceProfile = ReplacesInstanceProfile,
            MemoryTool = MemoryTool,
        };
    }

    /// <summary>What its schema does not allow, in a few words. Null: nothing.</summary>
    private string? Wrong()
    {
        IEnumerable<(string Name, string? Value)> texts =
        [
            .. Regions.Select(one => ("regions", (string?)(one ?? ""))), .. DrillAccounts.Select(one => ("drillAccounts", (string?)(one ?? ""))), .. IsolationGroups.Select(one => ("isolationGroups", (string?)(one.Value ?? ""))),
            ("responderAccount", ResponderAccount), ("evidenceRole", EvidenceRole), ("containmentRole", ContainmentRole), ("externalId", ExternalId), ("evidenceBucket", EvidenceBucket),
            ("evidenceRegion", EvidenceRegion), ("anchorKey", AnchorKey), ("journalName", JournalName), ("snapshotKey", SnapshotKey), ("transferKey", TransferKey), ("isolationGroup", IsolationGroup), ("memoryTool", MemoryTool),
        ];
        return texts.Where(one => one.Value is not null && string.IsNullOrWhiteSpace(one.Value)).Select(one => $"{one.Name} names nothing").FirstOrDefault()
            ?? DrillAccounts.Append(ResponderAccount).OfType<string>().Where(one => !AccountId.IsValid(one)).Select(one => $"'{one}' is no account of twelve digits").FirstOrDefault()
            ?? (EvidenceBucket is { } bucket && !BucketName().IsMatch(bucket) ? $"'{bucket}' is no name of a bucket" : null)
            ?? (RetentionDays < 1 ? "evidence is kept for a day at least, by retentionDays" : null)
            ?? (LogDeliveryMinutes < 0 ? "logDeliveryMinutes is less than nothing" : null);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", RegexOptions.None, 1000)]
    private static partial Regex BucketName();
}
