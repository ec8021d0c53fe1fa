namespace IrSdk.Runtime;

/// <summary>A human's yes to a plan.</summary>
/// <param name="Plan">The plan's hash.</param>
/// <param name="By">Who gave it.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Until">When it ends. Null: it does not.</param>
public sealed record Approval(string Plan, string By, DateTimeOffset At, DateTimeOffset? Until)
{
    internal long Sequence { get; init; }
}
