using System.Collections.Immutable;

namespace IrSdk.Scripting;

/// <summary>One sync of a repository. Nothing that serves is touched before everything about the new commit is good.</summary>
internal sealed class SyncRun(PlaybookSource source, SourceFolder folder, GitMirror mirror, Keyring ring, PlaybookGate gate, TimeProvider time)
{
    private readonly TreeReader trees = new(mirror, source.Limits);
    private SourceState state = SourceState.Empty;
    private ImmutableArray<string> withdrawn = [];

    public async Task<SourceSync> RunAsync(bool allowRewind, CancellationToken cancellationToken)
    {
        Withdraw();
        mirror.Prepare();
        if (await mirror.FetchAsync(source.Repository!, source.Branch, cancellationToken).ConfigureAwait(false) is { } failure)
        {
            return Ended(SyncStatus.Unreached, null, $"git could not take branch {source.Branch} of {source.Repository} ({failure}); correct that, and sync again");
        }

        var tip = await mirror.TipAsync(cancellationToken).ConfigureAwait(false);
        var tree = tip is null ? null : await mirror.ResolveAsync($"{tip}^{{tree}}", cancellationToken).ConfigureAwait(false);
        if (tip is null || tree is null)
        {
            return Ended(SyncStatus.Unreached, null, $"branch {source.Branch} of {source.Repository} holds no commit; correct the sources file");
        }

        var refusal = await TakeAsync(tip, tree, allowRewind, cancellationToken).ConfigureAwait(false);
        return refusal is null ? Ended(SyncStatus.Current, null, null) : Ended(SyncStatus.Refused, tip, refusal);
    }

    /// <summary>Takes back what a key signed that has been revoked since, and what was taken when nobody had to sign.</summary>
    private void Withdraw()
    {
        state = SourceState.Read(folder.State);
        var revoked = ring.Keys.Where(key => key.Key.Revoked).Select(key => key.Fingerprint).ToHashSet(StringComparer.Ordinal);
        var standing = state.Taken.Where(one => (source.Development || !one.Development) && !one.Signatures.Any(signature => revoked.Contains(signature.Key))).ToImmutableArray();
        withdrawn = [.. state.Taken.Except(standing).Select(one => one.Commit)];
        if (withdrawn.Length > 0)
        {
            state = new(standing);
            state.Write(folder.State);
        }
    }

    private async Task<string?> TakeAsync(string tip, string tree, bool allowRewind, CancellationToken cancellationToken)
    {
        var serving = state.Serving;
        if (serving is not null && serving.Commit != tip && !allowRewind && !await mirror.IsAncestorAsync(serving.Commit, tip, cancellationToken).ConfigureAwait(false))
        {
            return $"the branch was rewound: it does not come after {serving.Commit[..12]}; find out who did that, and sync with --allow-rewind if it is meant";
        }

        var (entries, wrong) = await trees.ReadAsync(tip, source.Folder, cancellationToken).ConfigureAwait(false);
        if (wrong is not null)
        {
            return wrong;
        }

        ImmutableArray<CommitSignature> signatures = serving is { } same && same.Commit == tip ? same.Signatures : [];
        if (!source.Development && serving?.Commit != tip)
        {
            var changed = await ChangedAsync(serving, entries, cancellationToken).ConfigureAwait(false);
            (signatures, wrong) = await new CommitAuthority(source, mirror, ring).DecideAsync(tip, tree, changed, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            if (wrong is not null)
            {
                return wrong;
            }
        }

        return await ServeAsync(tip, tree, entries, signatures, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What differs from the commit that serves, from the repository's root; everything when none does.</summary>
    private async Task<IReadOnlyCollection<string>> ChangedAsync(ServedCommit? serving, ImmutableArray<TreeEntry> entries, CancellationToken cancellationToken)
    {
        var before = serving is null ? [] : (await trees.ReadAsync(serving.Commit, source.Folder, cancellationToken).ConfigureAwait(false)).Entries;
        var prefix = source.Folder.Length == 0 ? "" : source.Folder + "/";
        return [.. entries.Except(before).Concat(before.Except(entries)).Select(entry => prefix + entry.Path).Distinct().Order(StringComparer.Ordinal)];
    }

    private async Task<string?> ServeAsync(string tip, string tree, ImmutableArray<TreeEntry> entries, ImmutableArray<CommitSignature> signatures, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder.Incoming))
        {
            Directory.Delete(folder.Incoming, recursive: true);
        }

        Directory.CreateDirectory(folder.Incoming);
        if (await new BlobWriter(mirror).WriteAsync(entries, folder.Incoming, cancellationToken).ConfigureAwait(false) is { } unread)
        {
            return unread;
        }

        var (playbooks, refused) = await gate.PassAsync(folder.Incoming, cancellationToken).ConfigureAwait(false);
        if (refused is not null)
        {
            return refused;
        }

        var content = FolderContent.Hash(folder.Incoming)!;
        var files = folder.Files(tip);
        if (FolderContent.Hash(files) != content)
        {
            if (Directory.Exists(files))
            {
                Directory.Delete(files, recursive: true);
            }

            Directory.CreateDirectory(Path.GetDirectoryName(files)!);
            Directory.Move(folder.Incoming, files);
        }

        var takenAt = state.Serving is { } serving && serving.Commit == tip ? serving.TakenAt : time.GetUtcNow();
        state = state.With(new()
        {
            Commit = tip,
            Tree = tree,
            TakenAt = takenAt,
            Signatures = signatures,
            Playbooks = playbooks,
            Content = content,
            Development = source.Development,
        });
        state.Write(folder.State);
        folder.Clean(state);
        return null;
    }

    private SourceSync Ended(SyncStatus status, string? refused, string? reason) => new(source.Name, status, state.Serving)
    {
        Refused = refused,
        Reason = reason,
        Withdrawn = withdrawn,
        Development = source.Development,
        Playbooks = state.Serving?.Playbooks ?? [],
    };
}
