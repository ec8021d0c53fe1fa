using System.Collections.Immutable;

namespace IrSdk.Host.Settings;

/// <summary>The settings cannot be used.</summary>
/// <param name="mistakes">A sentence each.</param>
internal sealed class SettingsException(ImmutableArray<string> mistakes) : Exception(string.Join(" ", mistakes))
{
    public ImmutableArray<string> Mistakes => mistakes;
}
