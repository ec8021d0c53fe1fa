using System.Collections.Immutable;
using IrSdk.Host.Settings;
using IrSdk.Scripting;
using IrSdk.Sources;
using IrSdk.Testing;

namespace IrSdk.Host.Playbooks;

/// <summary>Fills the shelf from the sources, one sync at a time; the last good commit of each goes on serving.</summary>
internal sealed partial class SourceDesk(PlaybookShelf shelf, HostSettings settings, TimeProvider time, PlanningWorkers workers, ILogger<SourceDesk> logger) : IDisposable
{
    /// <summary>The playbook gave no answer in time.</summary>
    private const string NoAnswer = "IR4008";
    private const int MostTries = 4;

    private readonly SemaphoreSlim syncing = new(1);
    private readonly SourceStore store = new(new()
    {
        Folder = Path.Combine(settings.Data, "sources"),
        Time = time,
        Workers = workers,
        Scripts = new() { CacheDirectory = Path.Combine(settings.Data, "cache") },
    });

    private string? broken;

    /// <summary>Puts what served before on the shelf, without asking any repository, and then what is new.</summary>
    public async Task StockAsync(CancellationToken cancellationToken)
    {
        var sources = SourcesFile.Read(settings.Sources).Sources;
        Forget(sources);
        foreach (var source in sources)
        {
            if (await ServeAsync(source, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            await SyncAsync(source, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes the newest commit of each source when it is good.</summary>
    public async Task SyncAsync(CancellationToken cancellationToken)
    {
        await syncing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Read() is not { } sources)
            {
                return;
            }

            Forget(sources);
            foreach (var source in sources)
            {
                await SyncAsync(source, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            syncing.Release();
        }
    }

    /// <summary>Takes the newest commit of one source when it is good.</summary>
    /// <returns>Where the source stands then. Null: there is none of this name.</returns>
    public async Task<SourceStanding?> SyncAsync(string name, CancellationToken cancellationToken)
    {
        await syncing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Read() is not { } sources || sources.FirstOrDefault(one => one.Name == name) is not { } source)
            {
                return null;
            }

            Forget(sources);
            await SyncAsync(source, cancellationToken).ConfigureAwait(false);
            return shelf.Sources.GetValueOrDefault(name);
        }
        finally
        {
            syncing.Release();
        }
    }

    public void Dispose() => syncing.Dispose();

    /// <summary>A sources file that was broken while the host runs takes nothing off the shelf, and is told once.</summary>
    private ImmutableArray<PlaybookSource>? Read()
    {
        try
        {
            var read = SourcesFile.Read(settings.Sources).Sources;
            broken = null;
            return read;
        }
        catch (InvalidDataException wrong)
        {
            if (broken != wrong.Message)
            {
                LogUnusable(wrong.Message);
            }

            broken = wrong.Message;
            return null;
        }
    }

    /// <summary>A source that is named no more begins no incident; those under way keep the playbook that they have.</summary>
    private void Forget(ImmutableArray<PlaybookSource> named)
    {
        foreach (var source in shelf.Keep([.. named.Select(source => source.Name)]))
        {
            LogGone(source);
        }
    }

    private async Task SyncAsync(PlaybookSource source, CancellationToken cancellationToken)
    {
        SourceSync sync;
        try
        {
            sync = await store.SyncAsync(source, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException wrong)
        {
            LogUnusable(wrong.Message);
            shelf.Note(new(source.Name, source.Development, time.GetUtcNow(), wrong.Message, shelf.Sources.GetValueOrDefault(source.Name)?.Serving));
            return;
        }

        if (sync.Reason is { } reason)
        {
            LogNotTaken(source.Name, reason);
        }

        shelf.Note(new(source.Name, source.Development, time.GetUtcNow(), sync.Reason, sync.Serving) { Refused = sync.Refused });
        if (!IsShelved(source, sync))
        {
            await ServeAsync(source, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool IsShelved(PlaybookSource source, SourceSync sync) =>
        sync.Playbooks.All(one => shelf.Playbooks.Any(have => have.Source == source.Name && have.Path == one.Path && have.Playbook.Assembly == one.Assembly && have.Origin.Commit == sync.Serving?.Commit))
        && shelf.Playbooks.Count(have => have.Source == source.Name) == sync.Playbooks.Length;

    /// <summary>Loads what serves of a source; one playbook that cannot be loaded takes none of the others with it.</summary>
    /// <returns>False: nothing serves.</returns>
    private async Task<bool> ServeAsync(PlaybookSource source, CancellationToken cancellationToken)
    {
        var loaded = ImmutableArray.CreateBuilder<ShelvedPlaybook>();
        var isWhole = true;
        try
        {
            var served = store.Serve(source);
            foreach (var (path, assembly) in served.Commit?.Playbooks.Select(one => (one.Path, (string?)one.Assembly)) ?? Scripts(served.Folder).Select(path => (path, (string?)null)))
            {
                var result = await served.Loader.OpenAsync(Path.Combine(served.Folder, path), workers, assembly, cancellationToken).ConfigureAwait(false);
                for (var again = 0; again < MostTries && result.Playbook is null && result.Diagnostics.Any(one => one.Id == NoAnswer); again++)
                {
                    // A machine on which everything starts at once answers late for the first time; without it, alerts of its type would be set aside.
                    result = await served.Loader.OpenAsync(Path.Combine(served.Folder, path), workers, assembly, cancellationToken).ConfigureAwait(false);
                }

                if (result.Playbook is { } playbook)
                {
                    loaded.Add(new(source.Name, path, playbook, PlaybookOrigins.Of(source, served, result.Warnings.Count(one => one.Severity == ScriptSeverity.Warning)), Path.GetDirectoryName(Path.Combine(served.Folder, path))!)
                    {
                        Script = await ScriptContent.HashAsync(Path.Combine(served.Folder, path), cancellationToken).ConfigureAwait(false),
                    });
                }
                else
                {
                    isWhole = false;
                    LogRefused(source.Name, path, string.Join(" ", result.Diagnostics));
                }
            }

            shelf.Note(new(source.Name, source.Development, time.GetUtcNow(), shelf.Sources.GetValueOrDefault(source.Name)?.Reason, served.Commit));
        }
        catch (InvalidDataException wrong)
        {
            LogNothing(source.Name, wrong.Message);
            shelf.Lacks(source.Name);
            return false;
        }

        var playbooks = loaded.DrainToImmutable();
        shelf.Replace(source.Name, playbooks, isWhole);
        LogServing(source.Name, playbooks.Length);
        return true;
    }

    private static IEnumerable<string> Scripts(string folder) =>
        Directory.EnumerateDirectories(folder).Select(one => Path.Combine(Path.GetFileName(one), Path.GetFileName(one) + ".csx"))
            .Where(path => File.Exists(Path.Combine(folder, path))).Order(StringComparer.Ordinal);

    [LoggerMessage(LogLevel.Information, "Source {Source} serves {Count} playbooks.")]
    private partial void LogServing(string source, int count);

    [LoggerMessage(LogLevel.Information, "Source {Source} is named no more, and serves no new incident.")]
    private partial void LogGone(string source);

    [LoggerMessage(LogLevel.Warning, "The newest commit of source {Source} was not taken, the last good one goes on serving: {Reason}.")]
    private partial void LogNotTaken(string source, string reason);

    [LoggerMessage(LogLevel.Error, "The playbook {Path} of source {Source} was refused: {Reason}")]
    private partial void LogRefused(string source, string path, string reason);

    [LoggerMessage(LogLevel.Debug, "Source {Source} serves nothing yet: {Reason}")]
    private partial void LogNothing(string source, string reason);

    [LoggerMessage(LogLevel.Warning, "{Reason}")]
    private partial void LogUnusable(string reason);
}
