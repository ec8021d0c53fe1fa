using IrSdk.Runtime;
using IrSdk.Scripting;

namespace IrSdk.Host.Playbooks;

/// <summary>A playbook that is loaded and ready to be called. It is unloaded when it was replaced and nothing uses it any more.</summary>
internal sealed class ShelvedPlaybook(string source, string path, LoadedPlaybook loaded, PlaybookOrigin origin) : IDisposable
{
    private int users = 1;

    public Playbook Playbook => loaded.Playbook;

    public string AssemblyHash => loaded.AssemblyHash;

    /// <summary>The name of its source.</summary>
    public string Source => source;

    /// <summary>Its script, from the source's folder.</summary>
    public string Path => path;

    public PlaybookOrigin Origin => origin;

    /// <summary>As <c>ir</c> names it.</summary>
    public string Choice => $"{source}:{Playbook.Name}";

    /// <summary>Keeps it loaded until the same number of calls to <see cref="Dispose"/> came.</summary>
    public ShelvedPlaybook Use()
    {
        Interlocked.Increment(ref users);
        return this;
    }

    public void Dispose()
    {
        if (Interlocked.Decrement(ref users) == 0)
        {
            loaded.Dispose();
        }
    }
}
