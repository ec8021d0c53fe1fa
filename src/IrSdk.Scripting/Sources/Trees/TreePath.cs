using System.Text.RegularExpressions;

namespace IrSdk.Scripting;

/// <summary>Which paths of a repository may become files here.</summary>
internal static partial class TreePath
{
    private const int Longest = 200;

    private const char FirstAccent = '\u0300';
    private const char LastAccent = '\u036F';

    /// <summary>What is wrong with a path, or null.</summary>
    public static string? Problem(string path)
    {
        if (path.Length is 0 or > Longest)
        {
            return $"is empty or longer than {Longest} characters";
        }

        // A backslash or a colon leads elsewhere on some systems; what is no UTF-8 was replaced on the way in.
        if (path.Any(character => char.IsControl(character) || char.IsSurrogate(character) || character is '\\' or ':' or '"' or '*' or '?' or '<' or '>' or '|' or '\uFFFD'))
        {
            return "has a character that file names must not have";
        }

        if (path.Any(character => character is >= FirstAccent and <= LastAccent))
        {
            return "has an accent that is a character of its own, which some systems take for another name; write letter and accent as one character";
        }

        return path.Split('/').Select(Segment).FirstOrDefault(problem => problem is not null);
    }

    private static string? Segment(string segment) => segment switch
    {
        "" => "has an empty name in it",
        "." or ".." => "leads out of its folder",
        _ when segment[^1] is '.' or ' ' || segment[0] == ' ' => "has a name that ends in a dot or a space, or begins with one",
        _ when Devices().IsMatch(segment) => "has the name of a device on some systems",
        _ when segment.Equals(".git", StringComparison.OrdinalIgnoreCase) || segment.StartsWith("git~", StringComparison.OrdinalIgnoreCase) => "is git's own",
        _ => null,
    };

    [GeneratedRegex(@"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Devices();
}
