namespace IrSdk.Intake;

/// <summary>Writes places in a document as JSON paths.</summary>
internal static class JsonPath
{
    /// <summary>The whole document.</summary>
    public const string Root = "$";

    public static string Property(string parent, string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? $"{parent}.{name}" : $"{parent}['{Shorten(name)}']";

    public static string Item(string parent, int index) => $"{parent}[{index}]";

    private static string Shorten(string name) => name.Length <= 64 ? name : string.Concat(name.AsSpan(0, 61), "...");
}
