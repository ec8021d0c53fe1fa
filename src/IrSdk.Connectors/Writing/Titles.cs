namespace IrSdk.Connectors;

/// <summary>A title's text where no markup is understood, but names and links still may be.</summary>
internal static class Titles
{
    private const char Break = '\u200b';

    /// <summary>Nobody is called by it and nothing is linked.</summary>
    public static string Quiet(string text) => text
        .Replace("@", $"@{Break}", StringComparison.Ordinal)
        .Replace("#", $"#{Break}", StringComparison.Ordinal)
        .Replace("://", $":{Break}//", StringComparison.Ordinal);
}
