using System.Runtime.Loader;

namespace IrSdk.Scripting;

/// <summary>A playbook and the code that it runs on. Disposing it lets the code go once nobody holds the playbook any more.</summary>
public sealed class LoadedPlaybook : IDisposable
{
    private readonly AssemblyLoadContext context;
    private Playbook? playbook;

    internal LoadedPlaybook(Playbook playbook, string assemblyHash, bool fromCache, AssemblyLoadContext context)
    {
        this.playbook = playbook;
        this.context = context;
        AssemblyHash = assemblyHash;
        FromCache = fromCache;
    }

    /// <summary>The playbook that the script returned.</summary>
    /// <exception cref="ObjectDisposedException">It has been disposed.</exception>
    public Playbook Playbook => playbook ?? throw new ObjectDisposedException(nameof(LoadedPlaybook));

    /// <summary>SHA-256 of the assembly that the script became, in lower-case hexadecimal. The journal keeps it with each plan.</summary>
    public string AssemblyHash { get; }

    /// <summary>Whether it came out of the cache, without a compiler.</summary>
    public bool FromCache { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (playbook is not null)
        {
            playbook = null;
            context.Unload();
        }
    }
}
