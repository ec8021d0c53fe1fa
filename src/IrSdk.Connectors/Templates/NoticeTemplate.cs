namespace IrSdk.Connectors;

/// <summary>
/// A team's own words for a notice, in Liquid. The variables are <c>subject</c>, <c>incident</c>, <c>playbook</c>, <c>alert</c>
/// (<c>title, source, kind, severity, confidence, first_seen, account, region, techniques</c>), <c>resources</c>
/// (<c>type, id, account, region, involvement, found_by</c>), <c>sections</c> (<c>heading, items</c>), <c>links</c>
/// (<c>incident, approve, ticket</c>) and <c>is_over</c>. Every one is escaped for its medium. A template reads no files and runs no code.
/// </summary>
/// <param name="Title">The title, one line. Null: the built-in one.</param>
/// <param name="Body">The body. Null: the built-in one.</param>
public sealed record NoticeTemplate(string? Title, string? Body)
{
    /// <summary>Reads a template from files.</summary>
    /// <param name="title">The title's file. Null: the built-in title.</param>
    /// <param name="body">The body's file. Null: the built-in body.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static NoticeTemplate FromFiles(string? title, string? body) =>
        new(title is null ? null : File.ReadAllText(title), body is null ? null : File.ReadAllText(body));
}
