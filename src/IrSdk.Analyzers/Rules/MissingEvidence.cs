using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers;

/// <summary>One finding a verb, whatever the number of paths and kinds.</summary>
internal static class MissingEvidence
{
    public static IEnumerable<Finding> Findings(Checked member, DiagnosticDescriptor rule, Func<Missing, bool> isMeant, Func<ImmutableArray<string>, bool, string> advice) =>
        from missing in member.Responses.SelectMany(response => response.Missing).Where(isMeant)
        group missing by missing.Use.Call into call
        let kinds = call.Aggregate(EvidenceKinds.None, (all, one) => all | one.Demand.Kind)
        let verbs = call.OrderBy(one => one.Demand.Kind).Select(VerbFor).OfType<string>().Distinct().ToImmutableArray()
        select new Finding(rule, call.Key.Location, [call.Key.Name, Said(call, kinds), advice(verbs, call.Any(one => one.Other is not null))])
        {
            Properties = ImmutableDictionary<string, string?>.Empty.Add(UnpreservedRule.Verbs, string.Join("\n", verbs)),
        };

    private static string Said(IEnumerable<Missing> missing, EvidenceKinds kinds) => EvidenceWords.Listed(
        from one in missing
        group one.Demand.Kind by one.Demand.Resource into resource
        orderby resource.Min()
        select resource.Key == ResourceKinds.Account ? kinds.In(resource).Said() : $"{kinds.In(resource).Said()} of {ResourceKinds.Said(resource.Key)}");

    private static EvidenceKinds In(this EvidenceKinds all, IEnumerable<EvidenceKinds> some) => all & some.Aggregate(EvidenceKinds.None, (one, other) => one | other);

    /// <summary>The verb that is missing, as it would be written.</summary>
    private static string? VerbFor(Missing missing)
    {
        var demand = missing.Demand;
        if (ResourceKinds.VerbFor(demand.Kind, demand.Resource) is not { } verb || demand.Resource == ResourceKinds.Account)
        {
            return ResourceKinds.VerbFor(demand.Kind, demand.Resource) is { } whole ? $"{whole}()" : null;
        }

        // The containing verb's own selector fits only where it selects the very resources whose evidence is missing.
        var isOwn = missing.Use.Call.Resources is [var single] && single == demand.Resource;
        var isTouched = demand.Resource == ResourceKinds.Bucket && (demand.Selection.Takes & Involvements.Related) == 0 && demand.Selection.Filters.IsEmpty;
        return demand.Selection is { Takes: Involvements.Suspect, Filters.IsEmpty: true } || isTouched ? (demand.Resource == ResourceKinds.Vpc ? $"{verb}(i => i.Suspects<Vpc>())" : $"{verb}()")
            : isOwn && demand.Selection.Source is { } source && demand.Resource != ResourceKinds.AccessKey && demand.Resource != ResourceKinds.RoleSession ? $"{verb}({source})"
            : $"{verb}(i => i.{All(demand.Resource)})";
    }

    private static string All(string resource) => resource switch
    {
        ResourceKinds.IamUser or ResourceKinds.AccessKey => "Users",
        ResourceKinds.IamRole or ResourceKinds.RoleSession => "Roles",
        _ => $"{resource}s",
    };
}
