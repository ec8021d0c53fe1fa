using System.Collections.Immutable;
using System.Text.Json;

namespace IrSdk.Testing;

/// <summary>What a drill must show besides containment in time and no evidence lost by our own response.</summary>
/// <remarks>
/// As JSON, every member optional:
/// <code>{ "containedWithin": "PT30S", "done": ["revoke-access-key"], "notDone": ["terminate-instance"], "secured": ["identity", "volumes"], "untouched": ["i-0b2c"] }</code>
/// </remarks>
public sealed record Expectation
{
    /// <summary>Containment within this time. Null: within the playbook's deadline.</summary>
    public TimeSpan? ContainedWithin { get; init; }

    /// <summary>Names of actions that must be done at least once. Default: none.</summary>
    public ImmutableArray<string> Done { get; init; } = [];

    /// <summary>Names of actions that must not be done. Default: none.</summary>
    public ImmutableArray<string> NotDone { get; init; } = [];

    /// <summary>Kinds of evidence of which something must be secured. Default: none.</summary>
    public ImmutableArray<Evidence> Secured { get; init; } = [];

    /// <summary>Names of resources that no containment may touch. Default: none.</summary>
    public ImmutableArray<string> Untouched { get; init; } = [];

    /// <summary>Reads an expectation document.</summary>
    /// <exception cref="JsonException">The document is no expectation.</exception>
    public static Expectation Read(string json) => JsonSerializer.Deserialize<Expectation>(json, IrJson.Options)
        ?? throw new JsonException("An expectation is a JSON object.");
}
