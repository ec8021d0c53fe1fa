using System.Collections.Immutable;
using System.Text.Json;

namespace IrSdk.Scripting;

/// <summary>What was taken from a source, newest first, on disk.</summary>
internal sealed record SourceState(ImmutableArray<ServedCommit> Taken)
{
    /// <summary>How many commits are kept to go back to when a key turns out to be stolen.</summary>
    private const int Kept = 10;

    public static SourceState Empty { get; } = new([]);

    public ServedCommit? Serving => Taken.FirstOrDefault();

    public SourceState With(ServedCommit commit) => new([commit, .. Taken.Where(one => one.Commit != commit.Commit).Take(Kept - 1)]);

    public static SourceState Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<SourceState>(File.ReadAllText(path), IrJson.Options) ?? Empty : Empty;
        }
        catch (JsonException damaged)
        {
            throw new InvalidDataException($"{path} is damaged ({damaged.Message.TrimEnd('.')}); delete it and run 'ir sync'.", damaged);
        }
    }

    /// <summary>Written beside and moved into place, so that a killed sync leaves the last one.</summary>
    public void Write(string path)
    {
        var beside = path + ".new";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(file, this, IrJson.Indented);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }
}
