using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IrSdk.Testing;

/// <summary>The last drill of each playbook, in one file that a team keeps: in its repository, or where its drills run.</summary>
public sealed record DrillLedger
{
    private const string Version = "irsdk.drills/v1";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>No drill yet.</summary>
    public static DrillLedger Empty { get; } = new();

    /// <summary>What the document is: <c>irsdk.drills/v1</c>.</summary>
    [JsonPropertyOrder(-1)]
    public string Schema { get; init; } = Version;

    /// <summary>The last drill of each playbook, in order of their names.</summary>
    public ImmutableArray<DrillRecord> Drills { get; init; } = [];

    /// <summary>The last drill of a playbook. Null: it was never drilled.</summary>
    public DrillRecord? Find(string playbook) => Drills.FirstOrDefault(one => one.Playbook == playbook);

    /// <summary>Reads a ledger.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is not there or cannot be read; the message says what to do.</exception>
    public static DrillLedger Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return File.Exists(path) ? Parse(path) : throw new InvalidDataException($"There is no record of drills at {path}; make one with 'ir drill PLAYBOOK --record {path}'.");
    }

    /// <summary>Writes the last drill of a playbook into a ledger, in place of the one before.</summary>
    /// <param name="path">The file; made when it is not there.</param>
    /// <param name="drill">The drill.</param>
    /// <param name="cancellationToken">Ends the wait for another drill that writes.</param>
    /// <exception cref="InvalidDataException">What is there is no ledger, or it cannot be written.</exception>
    public static async Task RecordAsync(string path, DrillRecord drill, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(drill);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using var only = await LockAsync(path, cancellationToken).ConfigureAwait(false);
            var before = File.Exists(path) ? Parse(path) : Empty;
            var after = before with { Drills = [.. before.Drills.Where(one => one.Playbook != drill.Playbook).Append(drill).OrderBy(one => one.Playbook, StringComparer.Ordinal)] };

            // Beside and moved into place: who reads it meanwhile sees the one or the other.
            var beside = path + ".new";
            await File.WriteAllTextAsync(beside, JsonSerializer.Serialize(after, IrJson.Indented) + "\n", cancellationToken).ConfigureAwait(false);
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception cannot) when (cannot is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"The drill could not be recorded in {path} ({cannot.Message.TrimEnd('.')}); give another file with --record.", cannot);
        }
    }

    private static DrillLedger Parse(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<DrillLedger>(File.ReadAllText(path), IrJson.Options) is { Schema: Version, Drills.IsDefault: false } ledger
                ? ledger
                : throw new InvalidDataException($"{path} is no record of drills ({Version}); give another file.");
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException($"{path} is no record of drills ({wrong.Message.TrimEnd('.')}); give another file.", wrong);
        }
    }

    /// <summary>Drills that run beside each other write one after the other.</summary>
    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        while (true)
        {
            try
            {
                return new(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (!patience.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
