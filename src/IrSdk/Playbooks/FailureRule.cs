using System.Text.Json.Serialization;

namespace IrSdk;

/// <summary>What waits for a preserving step that fails after its retries.</summary>
public sealed record FailureRule
{
    [JsonConstructor]
    private FailureRule(TimeSpan? waitAtMost) => WaitAtMost = waitAtMost;

    /// <summary>
    /// Containment goes on when the time that the deadline leaves is used up; the evidence is a gap on the page.
    /// The default before reversible containment.
    /// </summary>
    public static FailureRule Continue { get; } = new((TimeSpan?)null);

    /// <summary>How long a human has to decide; afterwards the waiting steps are dropped and paged. Null: containment goes on.</summary>
    public TimeSpan? WaitAtMost { get; }

    /// <summary>What waits is held for a human. The default before irreversible steps, with <see cref="DefaultWait"/>.</summary>
    /// <param name="atMost">How long a human has to decide.</param>
    public static FailureRule Wait(TimeSpan atMost) => new(atMost);

    /// <summary>How long a human has to decide when the playbook does not say: 15 minutes.</summary>
    public static TimeSpan DefaultWait { get; } = TimeSpan.FromMinutes(15);
}
