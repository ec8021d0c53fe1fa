using System.Collections.Immutable;

namespace IrSdk.Aws;

/// <summary>Where one kind of logs is delivered, as far as it can be found out.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Sources">What can be copied.</param>
internal sealed record LogPlaces(Evidence Kind, ImmutableArray<LogSource> Sources)
{
    /// <summary>What is known without copying anything: there are no logs, or they cannot be had. Null: the sources tell.</summary>
    public LogFinding? Settled { get; init; }

    /// <summary>What people must know besides, in a few words each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    public static LogPlaces Absent(Evidence kind, string detail) => new(kind, []) { Settled = new(kind, EvidenceStatus.Absent, detail) };

    public static LogPlaces Gap(Evidence kind, string reason) => new(kind, []) { Settled = new(kind, EvidenceStatus.Gap, reason) };
}
