namespace IrSdk.Aws;

/// <summary>A script of ours for a host, with what it is told. What it is told is on record in SSM and is never a credential.</summary>
internal sealed record HostScript(string Name)
{
    /// <summary>Variables by name. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Line by line, as the agent takes it; the first line says what runs it.</summary>
    public List<string> Lines()
    {
        using var resource = typeof(HostScript).Assembly.GetManifestResourceStream(Name)!;
        using var reader = new StreamReader(resource);
        var lines = reader.ReadToEnd().TrimEnd('\n').Split('\n').ToList();
        lines.InsertRange(1, Variables.Select(one => $"export {one.Key}='{one.Value.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
        return lines;
    }
}
