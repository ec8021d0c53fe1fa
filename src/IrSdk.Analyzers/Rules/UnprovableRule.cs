using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers;

/// <summary>IR1003: a response is made in a way that the analysis cannot follow.</summary>
internal sealed class UnprovableRule : ResponseRule
{
    public const string Id = "IR1003";

    private static readonly DiagnosticDescriptor Rule = Describe(
        Id,
        "A response cannot be proven",
        "The response depends on {0}, so its order cannot be proven; write its verbs where the playbook is made, or in a method of this source that returns them",
        DiagnosticSeverity.Warning);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override IEnumerable<Finding> Check(Checked member)
    {
        foreach (var response in member.Responses)
        {
            foreach (var lost in response.Lost.Where(lost => !(lost.IsPassed && member.IsKnownToCallers)))
            {
                yield return new(Rule, lost.Place, [lost.Reason]);
            }

            if (member.Blocked is { } blocked)
            {
                yield return new(Rule, blocked.Place, [blocked.Reason]);
            }
        }
    }
}
