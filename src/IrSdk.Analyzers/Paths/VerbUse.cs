namespace IrSdk.Analyzers;

/// <summary>A verb on one path through a response, with the resources that it takes there and what was said of it.</summary>
internal sealed record VerbUse(VerbCall Call, Selection Selection, int Stage)
{
    /// <summary>How long a step may take, when that is known and not what the action declares.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether a timeout was written that is not a constant.</summary>
    public bool HasUnknownTimeout { get; init; }

    public bool IsApproved { get; init; }

    public TimeSpan Longest => Timeout ?? Call.Actions.Select(action => action.Timeout).DefaultIfEmpty(TimeSpan.Zero).Min();
}
