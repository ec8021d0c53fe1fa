namespace IrSdk.Simulation;

/// <summary>What the intruder is up to. Times are stretched and shortened by the seed, by up to a half.</summary>
public sealed record AdversaryProfile
{
    /// <summary>How many lateral moves are planned. Default: 3.</summary>
    public int Moves { get; init; } = 3;

    /// <summary>From the alert to the first move. Default: 6 minutes.</summary>
    public TimeSpan FirstMove { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>From one move to the next. Default: 10 minutes.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>From the first containment that is noticed to the deletion of the audit log. Null: it is left alone. Default: 20 s.</summary>
    public TimeSpan? DeletesTrail { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>From the first containment to a second key. Null: none is made. Default: 30 s.</summary>
    public TimeSpan? MintsKey { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>From the first containment to the wiping of disks and traces. Null: none are wiped. Default: 45 s.</summary>
    public TimeSpan? Wipes { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>From the first containment to the removal of our denies. Null: they stay. Default: 60 s.</summary>
    public TimeSpan? DetachesDeny { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>From the alert to a deletion of the audit log that nothing provoked. Null: <see cref="Restless"/> decides. Default: null.</summary>
    public TimeSpan? DeletesTrailUnprovoked { get; init; }

    /// <summary>The chance, 0 to 1, that the audit log is deleted unprovoked, some time in the first ten minutes. Default: 0.1.</summary>
    public double Restless { get; init; } = 0.1;
}
