using IrSdk.Runtime;
using IrSdk.Scripting;

namespace IrSdk.Cli.Sources;

/// <summary>A playbook and where it came from.</summary>
/// <param name="Loaded">The playbook.</param>
/// <param name="Origin">Where it came from. Null: a path.</param>
internal sealed record SourcedPlaybook(LoadedPlaybook Loaded, PlaybookOrigin? Origin) : IDisposable
{
    public void Dispose() => Loaded.Dispose();
}
