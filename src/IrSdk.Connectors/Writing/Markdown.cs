using System.Text;

namespace IrSdk.Connectors;

/// <summary>Text in GitHub's Markdown that shows as it is: no markup, no link, nobody mentioned, no issue referred to.</summary>
internal static class Markdown
{
    /// <summary>
    /// Breaks what GitHub still makes links and mentions of after a backslash: it looks at the text that the Markdown came to.
    /// </summary>
    private const char Break = '\u200b';

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        for (var place = 0; place < text.Length; place++)
        {
            var letter = text[place];
            if (char.IsAscii(letter) && (char.IsPunctuation(letter) || char.IsSymbol(letter)))
            {
                escaped.Append('\\');
            }

            escaped.Append(letter);
            if (letter is '@' or '#' || (letter == ':' && Follows(text, place, "//")) || Ends(text, place, "www") || Ends(text, place, "gh"))
            {
                escaped.Append(Break);
            }
        }

        return escaped.ToString();
    }

    /// <summary>Text that is to be copied exactly: in a code span nothing has a meaning.</summary>
    public static string Code(string text)
    {
        var longest = 0;
        var run = 0;
        foreach (var letter in text)
        {
            run = letter == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', longest + 1);
        return text.Length == 0 ? "" : $"{fence} {text} {fence}";
    }

    private static bool Follows(string text, int place, string what) => string.CompareOrdinal(text, place + 1, what, 0, what.Length) == 0;

    private static bool Ends(string text, int place, string what) =>
        place + 1 >= what.Length && place + 1 < text.Length && (text[place + 1] is '.' or '-')
        && string.Compare(text, place + 1 - what.Length, what, 0, what.Length, StringComparison.OrdinalIgnoreCase) == 0;
}
