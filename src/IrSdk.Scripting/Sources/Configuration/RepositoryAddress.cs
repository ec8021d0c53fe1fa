namespace IrSdk.Scripting;

/// <summary>What git may be told to fetch from: nothing that runs a command, and nothing that others can change on the way.</summary>
internal static class RepositoryAddress
{
    private const string Refused = "is neither an https nor an ssh address nor a path";

    public static string Of(string text, string folder)
    {
        if (text.Length == 0 || text[0] == '-' || text.Any(char.IsControl) || text.Contains("::", StringComparison.Ordinal))
        {
            throw new FormatException($"the repository '{text}' {Refused}");
        }

        if (text.Contains("://", StringComparison.Ordinal))
        {
            return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "ssh"
                ? address.UserInfo.Contains(':', StringComparison.Ordinal) ? throw new FormatException("a repository's address must not hold a password") : text
                : throw new FormatException($"the repository '{text}' {Refused}");
        }

        // As git reads it: host:path is ssh unless a slash comes first.
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var slash = text.IndexOfAny(['/', '\\']);
        return colon > 1 && (slash < 0 || colon < slash) ? text : Path.GetFullPath(text, folder);
    }
}
