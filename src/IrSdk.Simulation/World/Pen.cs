namespace IrSdk.Simulation;

/// <summary>Writes changes in one actor's name.</summary>
internal sealed record Pen(AccountState World, TimeProvider Time, Actor By)
{
    public string? StepKey { get; init; }

    public bool Contains { get; init; }

    public bool Moves { get; init; }

    public long? ProvokedBy { get; init; }

    public WorldChange Write(string what, params IEnumerable<WorldItem> items) => World.Change(new()
    {
        Sequence = 0,
        At = Time.GetUtcNow(),
        By = By,
        What = what,
        StepKey = StepKey,
        IsContainment = Contains,
        IsLateralMove = Moves,
        ProvokedBy = ProvokedBy,
        Items = [.. items],
    });
}
