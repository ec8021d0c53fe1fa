namespace IrSdk.Runtime;

/// <summary>What the guard says of a step, right before it.</summary>
/// <param name="Kind">May it run.</param>
/// <param name="Because">Why not, in a few words. Empty: it may.</param>
/// <param name="Rule">The rule's id or the guard's name. Null: it may.</param>
/// <param name="Until">For <see cref="RulingKind.Hold"/>: when it is dropped. Null: a human has all the time.</param>
internal sealed record Ruling(RulingKind Kind, string Because, string? Rule, DateTimeOffset? Until)
{
    public static Ruling Pass { get; } = new(RulingKind.Pass, "", null, null);

    public static Ruling Hold(string because, DateTimeOffset? until = null) => new(RulingKind.Hold, because, null, until);

    public static Ruling Refuse(string rule, string because) => new(RulingKind.Refuse, because, rule, null);
}

internal enum RulingKind
{
    Pass,
    Hold,
    Refuse,
}
