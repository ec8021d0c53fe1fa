namespace IrSdk.Scripting;

/// <summary>What of one type can be reached.</summary>
/// <param name="Type">Whether the type can be named.</param>
/// <param name="Members">Members with a rule of their own, by metadata name; by name and parameters (<c>.ctor(System.DateTime)</c>) where overloads differ.</param>
/// <param name="Others">All other members.</param>
internal sealed record TypeRule(Reach Type, Dictionary<string, Reach> Members, Reach Others)
{
    /// <summary>Whether overloads of a member have rules of their own.</summary>
    public bool HasOverloads { get; } = Members.Keys.Any(name => name.Contains('(', StringComparison.Ordinal));

    public static TypeRule Whole { get; } = new(Reach.Allowed, All([], Reach.Refused), Reach.Allowed);

    /// <summary>The type by name, and none of its members.</summary>
    public static TypeRule NameOnly { get; } = Only();

    /// <summary>Neither the type nor anything of it.</summary>
    public static TypeRule Nothing { get; } = new(Reach.Refused, All([], Reach.Refused), Reach.Refused);

    public static TypeRule Except(params string[] members) => new(Reach.Allowed, All(members, Reach.Refused), Reach.Allowed);

    public static TypeRule Only(params string[] members) => new(Reach.Allowed, All(members, Reach.Allowed), Reach.Refused);

    public static TypeRule Compiler(params string[] members) => new(Reach.CompilerOnly, All(members, Reach.CompilerOnly), Reach.Refused);

    public TypeRule AndCompiler(params string[] members) =>
        this with { Members = new(Members.Concat(All(members, Reach.CompilerOnly)), StringComparer.Ordinal) };

    private static Dictionary<string, Reach> All(string[] members, Reach reach) =>
        members.ToDictionary(member => member, _ => reach, StringComparer.Ordinal);
}
