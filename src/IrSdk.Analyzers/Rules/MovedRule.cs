using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers;

/// <summary>IR1006: a preserving verb is written after the verb that disturbs its evidence.</summary>
internal sealed class MovedRule : ResponseRule
{
    public const string Id = "IR1006";

    private static readonly DiagnosticDescriptor Rule = Describe(
        Id,
        "A preserving verb is written too late",
        "'{0}' preserves {1} only after '{2}' disturbs it; write it in an earlier stage (the planner moves it there)",
        DiagnosticSeverity.Warning);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override IEnumerable<Finding> Check(Checked member) =>
        from missing in member.Responses.SelectMany(response => response.Missing).Where(missing => missing.Later is not null)
        group missing by missing.Later!.Call into late
        let kinds = late.Aggregate(EvidenceKinds.None, (all, one) => all | one.Demand.Kind)
        select new Finding(Rule, late.Key.Location, [late.Key.Name, kinds.Said(), late.First().Use.Call.Name]);
}
