namespace IrSdk.Runtime;

/// <summary>How what goes on after a step ended.</summary>
public sealed record Completion
{
    private Completion(string? failure) => Failure = failure;

    /// <summary>Why it failed: the evidence reopens as a gap. Null: it completed.</summary>
    public string? Failure { get; }

    /// <summary>It completed.</summary>
    public static Completion Done { get; } = new((string?)null);

    /// <summary>It failed.</summary>
    /// <param name="reason">Why, in a few words.</param>
    public static Completion Failed(string reason) => new(reason);
}
