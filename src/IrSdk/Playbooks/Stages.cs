namespace IrSdk;

/// <summary>A response whose last stage secures evidence.</summary>
public sealed record PreservingStage : Response
{
    internal PreservingStage(Response? earlier, Verb verb)
        : base(earlier, new(StageKind.Preserving, [verb])) { }

    /// <summary>Joins another preserving verb to this stage.</summary>
    public IPreservingVerbs And => new Joined(this);

    /// <summary>Opens the next stage.</summary>
    public NextVerbs Then => new(this);

    private sealed class Joined(PreservingStage stage) : IPreservingVerbs
    {
        public PreservingStage Preserving(Verb verb) => stage with { Stages = stage.StagesWith(verb) };
    }
}

/// <summary>A response whose last stage contains.</summary>
public sealed record ContainingStage : Response
{
    internal ContainingStage(Response earlier, Verb verb)
        : base(earlier, new(StageKind.Containing, [verb])) { }

    /// <summary>Joins another containing verb to this stage.</summary>
    public IContainingVerbs And => new Joined(this);

    /// <summary>Opens the next stage.</summary>
    public NextVerbs Then => new(this);

    private sealed class Joined(ContainingStage stage) : IContainingVerbs
    {
        public ContainingStage Containing(Verb verb) => stage with { Stages = stage.StagesWith(verb) };
    }
}

/// <summary>A response whose last stage tells people.</summary>
public sealed record NotifyingStage : Response
{
    internal NotifyingStage(Response earlier, Verb verb)
        : base(earlier, new(StageKind.Notifying, [verb])) { }

    /// <summary>Joins another notifying verb to this stage.</summary>
    public INotifyingVerbs And => new Joined(this);

    /// <summary>Opens the next stage.</summary>
    public NextVerbs Then => new(this);

    private sealed class Joined(NotifyingStage stage) : INotifyingVerbs
    {
        public NotifyingStage Notifying(Verb verb) => stage with { Stages = stage.StagesWith(verb) };
    }
}

/// <summary>What can follow <c>Then</c>: any verb, since something has been preserved before.</summary>
public sealed class NextVerbs : IPreservingVerbs, IContainingVerbs, INotifyingVerbs
{
    private readonly Response earlier;

    internal NextVerbs(Response earlier) => this.earlier = earlier;

    /// <inheritdoc/>
    public PreservingStage Preserving(Verb verb) => new(earlier, verb);

    /// <inheritdoc/>
    public ContainingStage Containing(Verb verb) => new(earlier, verb);

    /// <inheritdoc/>
    public NotifyingStage Notifying(Verb verb) => new(earlier, verb);
}
