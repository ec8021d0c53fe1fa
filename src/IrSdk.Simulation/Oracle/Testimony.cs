using System.Collections.Immutable;

namespace IrSdk.Simulation;

/// <summary>What a responder said of the evidence, for the oracle to hold against the world.</summary>
public sealed record Testimony
{
    /// <summary>Every gap that it admitted while it worked, those that were closed later included. Default: none.</summary>
    public ImmutableArray<AdmittedGap> Admitted { get; init; } = [];

    /// <summary>The gaps that stand at the end, without what was left out on purpose. Default: none.</summary>
    public ImmutableArray<EvidenceItem> Gaps { get; init; } = [];

    /// <summary>What its playbook left out on purpose. Default: nothing.</summary>
    public ImmutableArray<EvidenceItem> Waived { get; init; } = [];

    /// <summary>What it says is out of danger at the end. Default: nothing.</summary>
    public ImmutableArray<EvidenceItem> Secured { get; init; } = [];

    /// <summary>What it says never existed. Default: nothing.</summary>
    public ImmutableArray<EvidenceItem> Absent { get; init; } = [];
}

/// <summary>A gap at the moment when it was admitted.</summary>
/// <param name="Kind">The kind; exactly one flag.</param>
/// <param name="Resource">The resource; evidence of what it covers is missing too.</param>
/// <param name="At">When, in UTC.</param>
public sealed record AdmittedGap(Evidence Kind, ResourceId Resource, DateTimeOffset At);

/// <summary>A point in which a testimony and the world differ.</summary>
/// <param name="What">How they differ.</param>
/// <param name="Kind">The kind of evidence; exactly one flag.</param>
/// <param name="Resource">The resource that the testimony names, or should.</param>
public sealed record Discrepancy(DiscrepancyKind What, Evidence Kind, ResourceId Resource);

/// <summary>How a testimony and the world differ.</summary>
public enum DiscrepancyKind
{
    /// <summary>It is gone, or could not be secured, and no gap tells of it.</summary>
    NoGap,

    /// <summary>A gap stands for what is secured.</summary>
    GapOfSecured,

    /// <summary>A gap stands for what never existed, although nothing kept the responder from looking.</summary>
    GapOfNothing,

    /// <summary>It is said to be secured, and is not.</summary>
    NotSecured,

    /// <summary>It is said never to have existed, and did.</summary>
    NotAbsent,
}
