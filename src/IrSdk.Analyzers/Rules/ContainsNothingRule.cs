using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers;

/// <summary>IR3004: a playbook contains nothing on any path.</summary>
internal sealed class ContainsNothingRule : ResponseRule
{
    public const string Id = "IR3004";

    private static readonly DiagnosticDescriptor Rule = Describe(
        Id,
        "A playbook contains nothing",
        "The response contains nothing on any path, so the intruder keeps what it holds; write a containing verb after .Then",
        DiagnosticSeverity.Warning);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override IEnumerable<Finding> Check(Checked member) =>
        from response in member.Responses
        where member.Blocked is null
        where response is { IsReassessment: false, IsReassessed: false, Lost.IsEmpty: true, Paths.IsEmpty: false }
            && response.Paths.All(path => path.Uses.All(use => use.Call.Kind != StageKind.Containing))
        select new Finding(Rule, response.Place, []);
}
