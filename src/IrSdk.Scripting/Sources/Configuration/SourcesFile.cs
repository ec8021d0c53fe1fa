using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IrSdk.Scripting;

/// <summary>
/// The sources that a host takes playbooks from, and who may sign in them. It is the host's own configuration: never kept in the
/// playbooks' repository, whose committers it names.
/// </summary>
/// <param name="Path">Where it was read from; paths in it start at its folder.</param>
/// <param name="Sources">The sources.</param>
public sealed record SourcesFile(string Path, ImmutableArray<PlaybookSource> Sources)
{
    private static readonly JsonSerializerOptions Strict = new(IrJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>Reads a sources file (JSON; <c>sources.schema.json</c> describes it).</summary>
    /// <exception cref="InvalidDataException">It is not there or cannot be used; the message says why.</exception>
    public static SourcesFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var full = System.IO.Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            throw new InvalidDataException($"There is no sources file at {path}; write one, or give its path with --sources.");
        }

        try
        {
            var document = JsonSerializer.Deserialize<SourcesDocument>(File.ReadAllText(full), Strict) ?? throw new JsonException("it is empty");
            return new(full, SourcesReader.Read(document, System.IO.Path.GetDirectoryName(full)!));
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"The sources in {path} cannot be used: {wrong.Message.TrimEnd('.')}.", wrong);
        }
    }

    /// <summary>A source by its name.</summary>
    /// <exception cref="InvalidDataException">There is none of this name.</exception>
    public PlaybookSource Find(string name) =>
        Sources.FirstOrDefault(source => source.Name == name)
            ?? throw new InvalidDataException($"{Path} has no source '{name}'; it has {string.Join(", ", Sources.Select(source => source.Name))}.");
}
