namespace IrSdk.Scripting;

/// <summary>The types that a script may name.</summary>
internal static class AuthorTypes
{
    public static IEnumerable<KeyValuePair<string, TypeRule>> Rules =>
    [
        .. Wholes.Select(type => KeyValuePair.Create(type, TypeRule.Whole)),
        .. Numbers.Select(type => KeyValuePair.Create($"System.{type}", TypeRule.Whole)),
        .. Delegates.Select(type => KeyValuePair.Create(type, TypeRule.Only(".ctor", "Invoke"))),
        .. Exceptions.Select(type => KeyValuePair.Create($"System.{type}", TypeRule.Only(".ctor", "get_Message", "ThrowIfNull", "ThrowIfNullOrEmpty", "ThrowIfNullOrWhiteSpace"))),
        .. Effects.Select(type => KeyValuePair.Create($"IrSdk.{type}", TypeRule.Nothing)),
        .. Actions.Select(type => KeyValuePair.Create($"IrSdk.{type}", TypeRule.Except(".ctor"))),
        .. Unordered.Select(type => KeyValuePair.Create($"System.Collections.Immutable.{type}", TypeRule.Nothing)),
        .. Parts.Select(part => KeyValuePair.Create(part.Type, part.Rule)),
    ];

    private static readonly string[] Numbers =
    [
        "Boolean", "Byte", "Char", "Decimal", "Double", "Int16", "Int32", "Int64", "SByte", "Single", "UInt16", "UInt32", "UInt64", "Int128", "UInt128", "Math",
    ];

    private static readonly string[] Wholes =
    [
        "System.DayOfWeek", "System.IComparable", "System.IComparable`1", "System.IDisposable", "System.IEquatable`1",
        "System.Index", "System.MemoryExtensions", "System.MidpointRounding", "System.Nullable`1", "System.Range",
        "System.StringSplitOptions", "System.TimeOnly", "System.TimeSpan", "System.ValueTuple",
        .. Enumerable.Range(1, 8).Select(arity => $"System.ValueTuple`{arity}"),
        "System.Collections.ICollection", "System.Collections.IComparer", "System.Collections.IEnumerable", "System.Collections.IEnumerator",
        "System.Collections.IEqualityComparer", "System.Collections.IList",
        "System.Collections.ObjectModel.ReadOnlyCollection`1", "System.Collections.ObjectModel.ReadOnlyDictionary`2",
        "System.Linq.IGrouping`2", "System.Linq.ILookup`2", "System.Linq.IOrderedEnumerable`1", "System.Linq.Lookup`2",
        "System.Text.StringBuilder",
    ];

    private static readonly string[] Delegates =
    [
        "System.Action", .. Enumerable.Range(1, 16).Select(arity => $"System.Action`{arity}"),
        .. Enumerable.Range(1, 17).Select(arity => $"System.Func`{arity}"),
        "System.Comparison`1", "System.Converter`2", "System.Predicate`1",
    ];

    private static readonly string[] Exceptions =
    [
        "Exception", "ArgumentException", "ArgumentNullException", "ArgumentOutOfRangeException", "FormatException", "InvalidOperationException",
        "NotImplementedException", "NotSupportedException",
    ];

    /// <summary>What says what an action does to evidence: a script that could say it would make its own evidence. Packages have actions of their own.</summary>
    private static readonly string[] Effects =
    [
        "ActionEffects", "AltersAttribute", "DisturbsAttribute", "IrJson", "IrreversibleAttribute", "MakesAttribute", "NeedsAttribute", "PhraseAttribute", "PreservesAttribute",
        "SeversAttribute", "TimeoutAttribute", "UndoneByAttribute",
    ];

    private static readonly string[] Actions = ["ContainingAction", "NotifyingAction", "PreservingAction", "ResponseAction", "RestoringAction"];

    /// <summary>Their order follows hash codes, and those of strings differ from process to process; the sorted ones have none of that.</summary>
    private static readonly string[] Unordered = ["ImmutableDictionary", "ImmutableDictionary`2", "ImmutableHashSet", "ImmutableHashSet`1", "ImmutableInterlocked"];

    /// <summary>What is missing in a text, they take from today's date or this machine's time zone.</summary>
    private static readonly string[] Parsing = ["Parse", "ParseExact", "TryParse", "TryParseExact"];

    private static readonly (string Type, TypeRule Rule)[] Parts =
    [
        ("System.Array", TypeRule.Only(
            "get_Length", "get_Rank", "Clone", "ConvertAll", "Empty", "Exists", "Fill", "Find", "FindAll", "FindIndex", "FindLast", "ForEach",
            "GetEnumerator", "GetLength", "IndexOf", "LastIndexOf", "Resize", "Reverse", "Sort", "TrueForAll").AndCompiler("SetValue")),
        ("System.DateOnly", TypeRule.Except(Parsing)),
        ("System.DateTime", TypeRule.Except(
            [.. Parsing, "get_Now", "get_UtcNow", "get_Today", "ToLocalTime", "ToUniversalTime", "FromBinary", "FromFileTime", "ToFileTime", "ToFileTimeUtc", "ToBinary", "IsDaylightSavingTime"])),
        ("System.DateTimeOffset", TypeRule.Except(
            [.. Parsing, "get_Now", "get_UtcNow", "ToLocalTime", "get_LocalDateTime", "FromFileTime", "ToFileTime", "op_Implicit", ".ctor(System.DateTime)"])),
        ("System.Enum", TypeRule.Only("CompareTo", "GetName", "GetNames", "GetValues", "HasFlag", "IsDefined", "Parse", "TryParse").AndCompiler(".ctor")),
        ("System.Globalization.CultureInfo", TypeRule.Only("get_InvariantCulture")),
        ("System.Guid", TypeRule.Only(".ctor", "Empty", "Parse", "TryParse", "op_Equality", "op_Inequality", "CompareTo")),
        ("System.IFormatProvider", TypeRule.NameOnly),
        ("System.IFormattable", TypeRule.NameOnly),
        ("System.Linq.Enumerable", TypeRule.Except("Shuffle")),
        ("System.Object", TypeRule.Only(".ctor", "ReferenceEquals")),
        ("System.ReadOnlySpan`1", TypeRule.Except("GetPinnableReference")),
        ("System.Span`1", TypeRule.Except("GetPinnableReference")),
        ("System.String", TypeRule.Except("GetPinnableReference", "Intern", "IsInterned")),
        ("System.StringComparer", TypeRule.Except("get_CurrentCulture", "get_CurrentCultureIgnoreCase", "Create")),
        ("System.StringComparison", TypeRule.Except("CurrentCulture", "CurrentCultureIgnoreCase")),
        ("System.Text.Json.JsonElement", TypeRule.Except("WriteTo", "ParseValue", "TryParseValue", "Parse")),
        ("System.Text.Json.JsonProperty", TypeRule.Only("get_Name", "get_Value", "NameEquals")),
        ("System.Text.Json.JsonValueKind", TypeRule.Whole),
        ("System.Collections.Generic.IAsyncEnumerable`1", TypeRule.Compiler()),
        ("System.Collections.Generic.IAsyncEnumerator`1", TypeRule.Compiler()),
        ("System.FlagsAttribute", TypeRule.Whole),
    ];
}
