using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers;

/// <summary>IR1002: an irreversible verb's evidence is not written out.</summary>
internal sealed class IrreversibleUnpreservedRule : ResponseRule
{
    public const string Id = "IR1002";

    private static readonly DiagnosticDescriptor Rule = Describe(
        Id,
        "An irreversible verb's evidence is not written out",
        "'{0}' is irreversible and destroys {1}, which nothing before it preserves on every path; {2}",
        DiagnosticSeverity.Error);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override IEnumerable<Finding> Check(Checked member) => MissingEvidence.Findings(member, Rule, missing => missing is { Later: null, Demand.IsIrreversible: true }, (verbs, hasOther) =>
        verbs.IsEmpty ? "no verb preserves it, so write another verb"
        : $"write {EvidenceWords.Listed(verbs.Select(verb => $".{verb}"))}{(hasOther ? " for the same resources" : "")} before it, since nothing is added for what cannot be undone");
}
