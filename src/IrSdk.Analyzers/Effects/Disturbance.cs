namespace IrSdk.Analyzers;

/// <summary>Evidence that an action disturbs, and where, seen from its own resource.</summary>
internal sealed record Disturbance(EvidenceKinds Kinds, Relation On);

/// <summary>A channel that an action cuts, and the argument that keeps it.</summary>
internal sealed record Cut(Relation On, string? Unless);

/// <summary>The values of <c>IrSdk.Related</c>.</summary>
internal enum Relation
{
    Self,
    Account,
    Owner,
    InstancesUsing,
    InstancesIn,
}
