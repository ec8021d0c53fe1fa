namespace IrSdk.Scripting;

/// <summary>Where a <c>#load</c> leads: only down into the playbook's folder, never up or out.</summary>
internal static class LoadTarget
{
    /// <summary>The file's path from the playbook's folder.</summary>
    /// <param name="from">The file that has the directive, as a path from the playbook's folder.</param>
    /// <param name="text">What the directive says.</param>
    /// <returns>The path, or null when it may lead out of the folder.</returns>
    public static string? Resolve(string from, string text)
    {
        // Backslashes and colons root a path on some systems; quotes and control characters cannot stand in a #line.
        if (text.Length == 0 || Path.IsPathRooted(text) || text.Any(c => c is '\\' or ':' or '"' || char.IsControl(c)))
        {
            return null;
        }

        var segments = text.Split('/');
        if (segments.Any(segment => segment is "" or ".."))
        {
            return null;
        }

        var folder = from.LastIndexOf('/') is var slash and >= 0 ? from[..(slash + 1)] : "";
        return folder + string.Join('/', segments.Where(segment => segment != "."));
    }
}
