namespace IrSdk.Scripting;

/// <summary>
/// What a script may reach: the playbook language, values and sequences of them. What is not here is refused.
/// Names are metadata names: <c>System.Func`2</c>, <c>Outer+Inner</c>, <c>get_Length</c>, <c>.ctor</c>.
/// </summary>
internal static class AllowList
{
    /// <summary>The only assemblies that a script's assembly may refer to.</summary>
    public static IReadOnlySet<string> Assemblies { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "IrSdk", "System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Collections.Immutable", "System.Linq", "System.Memory", "System.Text.Json",
    };

    /// <summary>Before the name of a type of a listed package, which no metadata name begins with: all of it is allowed.</summary>
    public const string Package = "\0";

    /// <summary>Types whose rule is not that of their namespace. Not frozen: freezing takes longer than all that is asked of it in one start.</summary>
    private static readonly Dictionary<string, TypeRule> Types = new(AuthorTypes.Rules.Concat(CompilerTypes.Rules), StringComparer.Ordinal);

    /// <summary>Namespaces of which everything that is not listed is allowed; not the namespaces below them.</summary>
    private static readonly HashSet<string> Namespaces = new(StringComparer.Ordinal) { "IrSdk", "System.Collections.Generic", "System.Collections.Immutable" };

    /// <summary>Whether a type can be reached.</summary>
    /// <param name="type">Its metadata name.</param>
    public static Reach OfType(string type) => RuleOf(type)?.Type ?? Reach.Refused;

    /// <summary>Whether a member can be reached.</summary>
    /// <param name="type">The metadata name of the type that declares it.</param>
    /// <param name="member">Its metadata name.</param>
    /// <param name="parameters">The types of its parameters, as metadata names with commas between; asked only where it matters.</param>
    public static Reach OfMember(string type, string member, Func<string> parameters)
    {
        var rule = RuleOf(type);
        return (rule, member) switch
        {
            (null, _) => Reach.Refused,
            // Hash codes of strings differ from process to process; only what the compiler makes of records may use them.
            (_, nameof(GetHashCode)) => Reach.CompilerOnly,
            (_, nameof(GetType) or "MemberwiseClone" or "Finalize") => Reach.Refused,
            ({ Type: not Reach.Refused }, nameof(ToString) or nameof(Equals)) => Reach.Allowed,
            _ when rule.Members.TryGetValue(member, out var own) => own,
            _ when rule.HasOverloads && rule.Members.TryGetValue($"{member}({parameters()})", out var overload) => overload,
            _ => rule.Others,
        };
    }

    private static TypeRule? RuleOf(string type)
    {
        if (type.StartsWith(Package, StringComparison.Ordinal))
        {
            return TypeRule.Whole;
        }

        if (Types.TryGetValue(type, out var own))
        {
            return own;
        }

        if (type.LastIndexOf('+') is var nested and > 0)
        {
            // An enumerator, a builder: what holds for the type that it is in, but nothing is allowed by halves.
            return RuleOf(type[..nested]) is { Others: Reach.Allowed } outer ? outer : null;
        }

        return type.LastIndexOf('.') is var dot and > 0 && Namespaces.Contains(type[..dot]) ? TypeRule.Whole : null;
    }
}
