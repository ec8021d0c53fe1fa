using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers;

/// <summary>IR1006: a preserving verb is written after the verb that disturbs its evidence.</summary>
internal sealed class MovedRule : ResponseRule
{
    public const string Id = "IR1006";

    private static readonly DiagnosticDescriptor Rule = Describe(
        Id,
        "A preserving verb is written too late",
        "'{0}' comes after {1}, which would destroy what it needs; write it in an earlier stage (the planner moves it there)",
        DiagnosticSeverity.Warning);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override IEnumerable<Finding> Check(Checked member) =>
        from pair in member.Responses.SelectMany(response => response.Missing
            .Where(missing => missing.Later is not null).Select(missing => (Late: missing.Later!, Before: missing.Use))
            .Concat(response.Paths.SelectMany(Moves.Of)))
        group pair.Before.Call.Name by pair.Late.Call into late
        select new Finding(Rule, late.Key.Location, [late.Key.Name, EvidenceWords.Listed(late.Distinct().Select(name => $"'{name}'"))]);
}
