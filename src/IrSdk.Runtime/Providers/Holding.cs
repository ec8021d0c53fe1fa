namespace IrSdk.Runtime;

/// <summary>Whether a containment still holds.</summary>
public sealed record Holding
{
    private Holding(string? drift) => Drift = drift;

    /// <summary>What has changed, in a few words: "the deny was detached". Null: it holds.</summary>
    public string? Drift { get; }

    /// <summary>It holds.</summary>
    public static Holding Holds { get; } = new((string?)null);

    /// <summary>It no longer holds.</summary>
    /// <param name="drift">What has changed, in a few words.</param>
    public static Holding Drifted(string drift) => new(drift);
}
