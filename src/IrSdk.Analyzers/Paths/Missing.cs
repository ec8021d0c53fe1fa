namespace IrSdk.Analyzers;

/// <summary>Evidence that a containing verb disturbs.</summary>
/// <param name="Kind">The kind; one.</param>
/// <param name="Resource">The type of resource whose evidence it is.</param>
/// <param name="Selection">Which of them.</param>
/// <param name="IsIrreversible">Whether nothing takes the action back.</param>
internal sealed record Demand(EvidenceKinds Kind, string Resource, Selection Selection, bool IsIrreversible)
{
    /// <summary>Whether what preserves for this preserves for another too.</summary>
    public bool Meets(Demand other) =>
        Kind == other.Kind && ResourceKinds.Covers(Resource, other.Resource)
        && (Resource == other.Resource ? Selection.PassesAllOf(other.Selection) : Selection.Filters.IsEmpty) && (other.Selection.Takes & ~Selection.Takes) == 0;
}

/// <summary>Evidence that a path does not preserve before it disturbs it.</summary>
/// <param name="Use">The containing verb.</param>
/// <param name="Demand">What it disturbs.</param>
/// <param name="Later">The verb that preserves it, written too late. Null: none does.</param>
/// <param name="Other">A verb that preserves the kind on other resources, or on resources of which it is not clear that they are the same. Null: there is none.</param>
internal sealed record Missing(VerbUse Use, Demand Demand, VerbUse? Later, VerbUse? Other);
