using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers;

/// <summary>IR1001: a verb disturbs evidence that the response does not preserve before it.</summary>
internal sealed class UnpreservedRule : ResponseRule
{
    public const string Id = "IR1001";

    /// <summary>The property that holds the missing verbs, as they are written, for the code fix.</summary>
    public const string Verbs = "verbs";

    private static readonly DiagnosticDescriptor Rule = Describe(
        Id,
        "A response disturbs evidence that it does not preserve",
        "'{0}' disturbs {1}, which nothing before it preserves on every path; {2}",
        DiagnosticSeverity.Warning);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override IEnumerable<Finding> Check(Checked member) => MissingEvidence.Findings(member, Rule, missing => missing is { Later: null, Demand.IsIrreversible: false }, (verbs, hasOther) =>
        verbs.IsEmpty ? "no verb preserves it, so the planner would drop the step: write .Without(…) with a reason, or another verb"
        : hasOther ? $"write {Written(verbs)} for the same resources before it (the planner adds what is missing)"
        : $"write {Written(verbs)} before it (the planner adds what is missing)");

    private static string Written(ImmutableArray<string> verbs) => EvidenceWords.Listed(verbs.Select(verb => $".{verb}"));
}
