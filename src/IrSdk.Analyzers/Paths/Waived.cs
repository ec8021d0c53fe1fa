namespace IrSdk.Analyzers;

/// <summary>Evidence that a response leaves out on purpose.</summary>
/// <param name="Kinds">The kinds.</param>
/// <param name="Resource">The type of resource. Null: of every type.</param>
/// <param name="Selection">Of which resources.</param>
internal sealed record Waived(EvidenceKinds Kinds, string? Resource, Selection Selection);
