using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace IrSdk.Scripting;

// A sources file as it is written (sources.schema.json).
internal sealed record SourcesDocument
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public ImmutableArray<SignerEntry> Signers { get; init; } = [];

    public required ImmutableArray<SourceEntry> Sources { get; init; }
}

internal sealed record SignerEntry
{
    public required string Name { get; init; }

    public required ImmutableArray<KeyEntry> Keys { get; init; }
}

internal sealed record KeyEntry
{
    public string? Ssh { get; init; }

    public string? Openpgp { get; init; }

    public DateTimeOffset? ValidFrom { get; init; }

    public DateTimeOffset? ValidUntil { get; init; }

    public bool Revoked { get; init; }
}

internal sealed record SourceEntry
{
    public required string Name { get; init; }

    public string? Repository { get; init; }

    public string? Directory { get; init; }

    public string Branch { get; init; } = "main";

    public string Folder { get; init; } = "";

    public ImmutableArray<SourceSignerEntry> Signers { get; init; } = [];

    public ImmutableArray<KeyEntry> MergeKeys { get; init; } = [];

    public int Approvals { get; init; } = 1;

    public bool Development { get; init; }

    public SourceLimits Limits { get; init; } = new();

    public PackagesEntry? Packages { get; init; }
}

internal sealed record SourceSignerEntry
{
    public required string Name { get; init; }

    public ImmutableArray<string> Paths { get; init; } = [];
}

internal sealed record PackagesEntry
{
    public ImmutableArray<string> Feeds { get; init; } = [];

    public ImmutableArray<PackageEntry> Allowed { get; init; } = [];

    public string Lock { get; init; } = "packages.lock.json";
}

internal sealed record PackageEntry
{
    public required string Name { get; init; }

    public required string Version { get; init; }
}
