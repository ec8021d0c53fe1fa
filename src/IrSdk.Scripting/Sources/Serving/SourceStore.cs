using System.Runtime.CompilerServices;

namespace IrSdk.Scripting;

/// <summary>Takes playbooks from sources, and serves the last commit that was good.</summary>
/// <param name="options">Where and how. Default: as <see cref="SourceStoreOptions"/> says.</param>
public sealed class SourceStore(SourceStoreOptions? options = null)
{
    private readonly SourceStoreOptions options = options ?? new();

    /// <summary>Fetches a source, verifies and compiles its newest commit, and lets it serve when everything about it is good.</summary>
    /// <param name="source">The source.</param>
    /// <param name="allowRewind">Whether the branch may have been rewound: the newest commit need not come after the one that serves.</param>
    /// <param name="cancellationToken">Ends it; what served goes on serving.</param>
    /// <exception cref="InvalidDataException">It cannot be done at all: no git, a key that is none, another sync running.</exception>
    public async Task<SourceSync> SyncAsync(PlaybookSource source, bool allowRewind = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (await RestoreAsync(source, cancellationToken).ConfigureAwait(false) is { } missing)
        {
            var serving = source.Directory is null ? SourceState.Read(new SourceFolder(options.Folder, source).State).Serving : null;
            return new(source.Name, SyncStatus.Refused, serving) { Reason = missing, Development = source.Development, Playbooks = serving?.Playbooks ?? [] };
        }

        var gate = new PlaybookGate(Loader(source), options.Workers, options.Time);
        if (source.Directory is { } directory)
        {
            return await SyncDirectoryAsync(source, directory, gate, cancellationToken).ConfigureAwait(false);
        }

        var folder = new SourceFolder(options.Folder, source);
        using var only = folder.Lock();
        var git = new GitProcess(options.Time);
        using var ring = await Keyring.BuildAsync([.. source.Signers.SelectMany(signer => signer.Keys), .. source.MergeKeys], git, cancellationToken).ConfigureAwait(false);
        return await new SyncRun(source, folder, new GitMirror(git, folder.Mirror), ring, gate, options.Time).RunAsync(allowRewind, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What serves now. Reads no repository and compiles nothing.</summary>
    /// <exception cref="InvalidDataException">Nothing does, or it is not what was taken; the message says what to do.</exception>
    public ServedSource Serve(PlaybookSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Directory is { } directory)
        {
            return Directory.Exists(directory) ? new(directory, Loader(source), null) : throw new InvalidDataException($"The source {source.Name} is the folder {directory}, which is not there; create it, or correct the sources file.");
        }

        var folder = new SourceFolder(options.Folder, source);
        if (SourceState.Read(folder.State).Serving is not { } serving)
        {
            throw new InvalidDataException($"No commit of the source {source.Name} has been taken yet; run 'ir sync {source.Name}'.");
        }

        if (serving.Development && !source.Development)
        {
            throw new InvalidDataException($"What serves of the source {source.Name} was taken unreviewed, when it was a development source; run 'ir sync {source.Name}'.");
        }

        var files = folder.Files(serving.Commit);
        return FolderContent.Hash(files) == serving.Content
            ? new(files, Loader(source), serving)
            : throw new InvalidDataException($"The files of {source.Name} at {serving.Commit[..12]} are not those that were taken; find out who changed {files}, and run 'ir sync {source.Name}' to restore them.");
    }

    private static async Task<SourceSync> SyncDirectoryAsync(PlaybookSource source, string directory, PlaybookGate gate, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(directory))
        {
            return new(source.Name, SyncStatus.Unreached, null) { Development = true, Reason = $"the folder {directory} is not there; create it, or correct the sources file" };
        }

        var (playbooks, refusal) = await gate.PassAsync(directory, cancellationToken).ConfigureAwait(false);
        return new(source.Name, refusal is null ? SyncStatus.Current : SyncStatus.Refused, null) { Development = true, Reason = refusal, Playbooks = playbooks };
    }

    /// <summary>Takes the packages that a source lists from their feeds anew, and writes the hashes of their content into its lock file, which is then reviewed.</summary>
    /// <exception cref="InvalidDataException">One cannot be had or used; the message says why, and the lock file is as it was.</exception>
    public Task UpdateLockAsync(PlaybookSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new PackageSync(source.Packages, Packages).UpdateAsync(cancellationToken);
    }

    private async Task<string?> RestoreAsync(PlaybookSource source, CancellationToken cancellationToken)
    {
        try
        {
            if (!source.Packages.Allowed.IsEmpty)
            {
                await RestorePackagesAsync(source, cancellationToken).ConfigureAwait(false);
            }

            return null;
        }
        catch (InvalidDataException wrong)
        {
            return wrong.Message.TrimEnd('.');
        }
    }

    /// <summary>Apart, so that a source without packages does not load what reads them.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Task RestorePackagesAsync(PlaybookSource source, CancellationToken cancellationToken) => new PackageSync(source.Packages, Packages).RestoreAsync(cancellationToken);

    private string Packages => Path.Combine(options.Folder, "packages");

    private ScriptLoader Loader(PlaybookSource source) => new(options.Scripts with { Packages = ScriptPackages.Open(source.Packages, Packages) });
}
