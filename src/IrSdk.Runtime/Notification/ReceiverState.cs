namespace IrSdk.Runtime;

/// <summary>What one receiver was told, as the journal tells.</summary>
internal sealed class ReceiverState
{
    /// <summary>The notice that is on its way. Null: none.</summary>
    public PageIntended? Open { get; private set; }

    public int Number { get; private set; }

    /// <summary>How often in a row it could not be told.</summary>
    public int Failures { get; private set; }

    public string? Failure { get; private set; }

    /// <summary>Whether it refuses for good: a token is wrong, say.</summary>
    public bool IsRefused { get; private set; }

    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>When it was last told or tried. Null: never.</summary>
    public DateTimeOffset? At { get; private set; }

    /// <summary>The last fact that it was told of.</summary>
    public long Told { get; private set; }

    public ReceiverState Copy() => (ReceiverState)MemberwiseClone();

    public void Intend(PageIntended intended, DateTimeOffset at) => (Open, Number, At, Told) = (intended, intended.Number, at, intended.Facts);

    public void Intend(long facts, DateTimeOffset at) => (At, Told) = (at, facts);

    /// <summary>Its own effect is no news to it.</summary>
    public void Know(long facts) => Told = facts;

    public void Succeed() => (Open, Failures, Failure, IsRefused, FailingSince) = (null, 0, null, false, null);

    public void Fail(string reason, bool isRefused, DateTimeOffset at)
    {
        (Open, Failures, Failure, IsRefused, Told) = (null, Failures + 1, reason, isRefused, 0);
        FailingSince ??= At ?? at;
        At = at;
    }
}
