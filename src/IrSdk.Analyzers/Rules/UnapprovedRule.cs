using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers;

/// <summary>IR3002: an irreversible verb does not ask for approval.</summary>
internal sealed class UnapprovedRule : ResponseRule
{
    public const string Id = "IR3002";

    private static readonly DiagnosticDescriptor Rule = Describe(
        Id,
        "An irreversible verb does not ask for approval",
        "'{0}' is irreversible, and the planner drops it without approval; write .RequireApproval() after it",
        DiagnosticSeverity.Error);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override IEnumerable<Finding> Check(Checked member) =>
        from response in member.Responses
        from path in response.Paths
        from use in path.Uses
        where !use.IsApproved && use.Call.Actions.Any(action => action.IsIrreversible)
        group use by use.Call into call
        select new Finding(Rule, call.Key.Location, [call.Key.Name]);
}
