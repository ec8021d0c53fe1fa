using System.Collections.Immutable;
using IrSdk.Aws;

namespace IrSdk.Host.Readiness;

/// <summary>What asking for readiness came to, as the journal keeps it.</summary>
/// <param name="By">Who asked.</param>
/// <param name="Items">One item a check. Empty: nothing could be asked.</param>
/// <param name="Failure">Why nothing could be asked, in a sentence. Null: it could.</param>
public sealed record ReadinessChecked(string By, ImmutableArray<ReadinessItem> Items, string? Failure)
{
    /// <summary>The kind of its entry in the journal.</summary>
    public const string Kind = "readiness.checked";

    /// <summary>When, in UTC.</summary>
    public DateTimeOffset At { get; init; }
}
