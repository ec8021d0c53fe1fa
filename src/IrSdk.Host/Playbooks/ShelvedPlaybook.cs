using IrSdk.Runtime;
using IrSdk.Scripting;

namespace IrSdk.Host.Playbooks;

/// <summary>A playbook that serves. Its code runs in a process of its own.</summary>
/// <param name="Source">The name of its source.</param>
/// <param name="Path">Its script, from the source's folder.</param>
/// <param name="Playbook">The playbook.</param>
/// <param name="Origin">Where it came from.</param>
public sealed record ShelvedPlaybook(string Source, string Path, IsolatedPlaybook Playbook, PlaybookOrigin Origin)
{
    /// <summary>As <c>ir</c> names it.</summary>
    public string Choice => $"{Source}:{Playbook.Name}";
}
