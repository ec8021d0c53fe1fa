using System.Text.RegularExpressions;

namespace IrSdk.Connectors;

/// <summary>A title's text where no markup is understood, but names, numbers of issues and links still may be.</summary>
internal static partial class Titles
{
    /// <summary>Nobody is called by it and nothing is linked: what would begin a name, a number or a link is broken by a space of no width.</summary>
    public static string Quiet(string text) => Calling().Replace(text, "$0\u200b");

    [GeneratedRegex(@"[@#]|:(?=//)|\bgh(?=-)|\bwww(?=\.)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Calling();
}
