namespace IrSdk.Scripting;

/// <summary>
/// Finds every line that may be a <c>#load</c>, without a parser: a cache hit must know the files and not load the compiler.
/// It may find too many (in a comment, say), never too few: a directive is the first thing on its line.
/// </summary>
internal static class LoadDirectives
{
    private static readonly char[] LineEnds = ['\r', '\n', '\u0085', '\u2028', '\u2029'];

    public static IEnumerable<string> In(string text)
    {
        foreach (var line in text.Split(LineEnds))
        {
            var hash = line.IndexOf('#', StringComparison.Ordinal);
            var open = line.IndexOf('"', StringComparison.Ordinal);
            var close = open < 0 ? -1 : line.IndexOf('"', open + 1);
            if (hash >= 0 && close > open && open > hash && line[hash..open].Contains("load", StringComparison.Ordinal))
            {
                yield return line[(open + 1)..close];
            }
        }
    }
}
