using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers;

/// <summary>What an action type declares, read from its attributes by their names: a third party's as ours.</summary>
internal sealed class ActionFacts
{
    private const int DefaultTimeoutSeconds = 60;

    private ActionFacts(INamedTypeSymbol type)
    {
        Type = type;
        var inherited = Inherited(type).ToList();
        Preserves = (EvidenceKinds)Named(inherited, "PreservesAttribute").Aggregate(0, (all, one) => all | Number(one));
        Disturbs = [.. Named(inherited, "DisturbsAttribute").Select(one => new Disturbance((EvidenceKinds)Number(one), (Relation)Property(one, "On")))];
        Severs = [.. Named(inherited, "SeversAttribute").Select(one => new Cut((Relation)Property(one, "On"), Text(one, "Unless")))];
        Alters = (EvidenceKinds)Named(inherited, "AltersAttribute").Select(Number).FirstOrDefault();
        NeedsChannel = Named(inherited, "NeedsAttribute").Any();
        IsIrreversible = Named(inherited, "IrreversibleAttribute").Any();
        Timeout = TimeSpan.FromSeconds(Named(inherited, "TimeoutAttribute").Select(Number).DefaultIfEmpty(DefaultTimeoutSeconds).First());
        Resources =
        [
            .. type.InstanceConstructors
                .Where(one => one.DeclaredAccessibility == Accessibility.Public && one.Parameters.Length > 0 && Names.DerivesFrom(one.Parameters[0].Type, "Resource"))
                .Select(one => one.Parameters[0].Type.Name).Distinct(),
        ];
    }

    public INamedTypeSymbol Type { get; }

    public EvidenceKinds Preserves { get; }

    public ImmutableArray<Disturbance> Disturbs { get; }

    public ImmutableArray<Cut> Severs { get; }

    public EvidenceKinds Alters { get; }

    public bool NeedsChannel { get; }

    public bool IsIrreversible { get; }

    public TimeSpan Timeout { get; }

    /// <summary>The types of resource that its constructors take.</summary>
    public ImmutableArray<string> Resources { get; }

    public static ActionFacts Of(INamedTypeSymbol action) => new(action);

    private static IEnumerable<AttributeData> Inherited(INamedTypeSymbol type)
    {
        for (var one = type; one is not null; one = one.BaseType)
        {
            foreach (var attribute in one.GetAttributes())
            {
                yield return attribute;
            }
        }
    }

    private static IEnumerable<AttributeData> Named(IEnumerable<AttributeData> attributes, string name) =>
        attributes.Where(one => Names.Is(one.AttributeClass, name));

    private static int Number(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: int number }, ..] ? number : 0;

    private static int Property(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(one => one.Key == name).Value.Value as int? ?? 0;

    private static string? Text(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(one => one.Key == name).Value.Value as string;
}
