using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IrSdk.Connectors;

/// <summary>Text of an alert as one harmless line: whoever provoked the alert may have written it.</summary>
internal static partial class PlainText
{
    /// <summary>What a text may be at the most before it is looked at: more than any receiver shows.</summary>
    private const int MostRead = 20_000;

    /// <summary>
    /// One line without control characters, terminal sequences, invisible characters and changes of writing direction, cut to a
    /// length in UTF-16 units, ellipsis included.
    /// </summary>
    public static string Of(string? text, int most)
    {
        var read = text is null ? "" : text.Length > MostRead ? text[..MostRead] : text;
        var clean = new StringBuilder(read.Length);
        foreach (var rune in Terminal().Replace(read, "").EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (clean.Length > 0 && clean[^1] != ' ')
                {
                    clean.Append(' ');
                }
            }
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse))
            {
                clean.Append(rune.ToString());
            }
        }

        return Cut(clean.ToString().TrimEnd(), most);
    }

    /// <summary>Cuts a text, between characters and not within one.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = Math.Max(0, most - 1);
        return string.Concat(text.AsSpan(0, end > 0 && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), most > 0 ? "…" : "");
    }

    [GeneratedRegex(@"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?|[@-Z\\-_])?|\x9b[0-?]*[ -/]*[@-~]", RegexOptions.CultureInvariant)]
    private static partial Regex Terminal();
}
