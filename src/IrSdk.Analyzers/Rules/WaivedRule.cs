using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers;

/// <summary>IR1007: evidence is left out on purpose.</summary>
internal sealed class WaivedRule : ResponseRule
{
    public const string Id = "IR1007";

    private static readonly DiagnosticDescriptor Rule = Describe(
        Id,
        "Evidence is left out on purpose",
        "Evidence is left out here, and will be a gap on the page; make sure that the reason still holds",
        DiagnosticSeverity.Info);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override IEnumerable<Finding> Check(Checked member) => member.Waivers.Select(place => new Finding(Rule, place, []));
}
