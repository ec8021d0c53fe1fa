using System.Collections.Immutable;
using IrSdk.Runtime;
using IrSdk.Scripting;

namespace IrSdk.Host.Playbooks;

/// <summary>A playbook that serves. Its code runs in a process of its own.</summary>
/// <param name="Source">The name of its source.</param>
/// <param name="Path">Its script, from the source's folder.</param>
/// <param name="Playbook">The playbook.</param>
/// <param name="Origin">Where it came from.</param>
/// <param name="Folder">The folder of its script, in full; its recordings lie there.</param>
public sealed record ShelvedPlaybook(string Source, string Path, IsolatedPlaybook Playbook, PlaybookOrigin Origin, string Folder)
{
    /// <summary>The names of its recordings.</summary>
    public ImmutableArray<string> Recordings { get; } = NamesOf(Folder);

    /// <summary>As <c>ir</c> names it.</summary>
    public string Choice => $"{Source}:{Playbook.Name}";

    private static ImmutableArray<string> NamesOf(string folder)
    {
        const string Suffix = ".alert.json";
        var recordings = System.IO.Path.Combine(folder, "recordings");
        return Directory.Exists(recordings) ? [.. Directory.EnumerateFiles(recordings, "*" + Suffix).Select(path => System.IO.Path.GetFileName(path)[..^Suffix.Length]).Order(StringComparer.Ordinal)] : [];
    }
}
