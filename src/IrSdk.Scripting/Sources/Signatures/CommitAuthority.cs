using System.Collections.Immutable;
using System.Text;

namespace IrSdk.Scripting;

/// <summary>
/// Decides whether a commit may be taken: as many different people as the source asks for must have signed its tree, one more
/// than its approvals. The commit's own signature counts for its signer, and an approval for whoever made it; the merge key's counts
/// for nobody. So at least as many people as there are approvals did not write it, whoever its author line names.
/// </summary>
internal sealed class CommitAuthority(PlaybookSource source, GitMirror mirror, Keyring ring)
{
    private readonly SignatureCheck check = new(mirror, ring);
    private readonly List<CommitSignature> signatures = [];
    private readonly List<string> uncounted = [];

    /// <summary>Finds the signatures.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="tree">Its tree.</param>
    /// <param name="changed">What it changes, from the repository's root.</param>
    /// <param name="now">Our own clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The signatures, or why they are not enough.</returns>
    public async Task<(ImmutableArray<CommitSignature> Signatures, string? Refusal)> DecideAsync(
        string commit, string tree, IReadOnlyCollection<string> changed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await SignerAsync(commit, changed, now, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return ([], refusal);
        }

        foreach (var approver in source.Signers)
        {
            await ApprovalAsync(approver, tree, changed, now, cancellationToken).ConfigureAwait(false);
        }

        var people = signatures.Where(one => one.Role != SignatureRole.Merge).Select(one => one.Signer).ToHashSet(StringComparer.Ordinal);
        return people.Count > source.Approvals
            ? ([.. signatures], null)
            : ([], TooFew(tree, people));
    }

    private async Task<string?> SignerAsync(string commit, IReadOnlyCollection<string> changed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Signers come first: a key that is the merge key too would be refused as belonging to two.
        var (by, why) = await check.FindAsync("verify-commit", commit, ring.Keys, now, cancellationToken).ConfigureAwait(false);
        if (by is null)
        {
            return why is not null ? $"it is signed {why}; sign it with another" : await UnsignedAsync(commit, cancellationToken).ConfigureAwait(false);
        }

        var signer = source.Signers.FirstOrDefault(one => one.Name == by.Key.Owner);
        if (signer is not null && Foreign(signer, changed) is { } path)
        {
            return $"{signer.Name} signed it, and may not sign for {path}; let someone sign who may";
        }

        signatures.Add(new(by.Key.Owner, by.Fingerprint, signer is null ? SignatureRole.Merge : SignatureRole.Commit));
        return null;
    }

    private async Task<string> UnsignedAsync(string commit, CancellationToken cancellationToken)
    {
        // Only for the message: that nothing verified is decided.
        var text = (await mirror.LocalAsync(["cat-file", "commit", commit], cancellationToken).ConfigureAwait(false)).Output;
        var head = text.Split("\n\n")[0];
        if (!head.Contains("\ngpgsig", StringComparison.Ordinal))
        {
            return "it is not signed; sign it ('git commit --amend -S')";
        }

        var dead = ring.Keys.Where(key => key.IsDead).Select(key => key.Key.Owner).Distinct().ToList();
        return dead.Count == 0
            ? "nobody signed it who may; let one of the source's signers sign it"
            : $"nobody signed it who may, and the OpenPGP key of {string.Join(", ", dead)} has expired or was revoked by its owner; let one of the source's signers sign it";
    }

    private async Task ApprovalAsync(AllowedSigner approver, string tree, IReadOnlyCollection<string> changed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await mirror.ApprovalAsync(approver.Name, tree, cancellationToken).ConfigureAwait(false) is not { } tag)
        {
            return;
        }

        if (!await IsOfTreeAsync(tag, approver.Name, tree, cancellationToken).ConfigureAwait(false))
        {
            uncounted.Add($"the approval of {approver.Name} is of something else");
            return;
        }

        var own = ring.Keys.Where(key => key.Key.Owner == approver.Name);
        var (by, why) = await check.FindAsync("verify-tag", tag, own, now, cancellationToken).ConfigureAwait(false);
        if (by is null)
        {
            uncounted.Add($"the approval in the name of {approver.Name} is {(why is null ? "not signed with a key of theirs" : "signed " + why)}");
        }
        else if (Foreign(approver, changed) is { } path)
        {
            uncounted.Add($"{approver.Name} may not sign for {path}");
        }
        else if (signatures.Exists(one => one.Signer == approver.Name))
        {
            uncounted.Add($"the approval of {approver.Name}, who signed the commit, is no other's");
        }
        else
        {
            signatures.Add(new(approver.Name, by.Fingerprint, SignatureRole.Approval));
        }
    }

    /// <summary>A tag names what it tags and itself: one of another object, or of another name, must not pass for an approval under a copied ref.</summary>
    private async Task<bool> IsOfTreeAsync(string tag, string who, string tree, CancellationToken cancellationToken)
    {
        var read = await mirror.LocalAsync(["cat-file", "tag", tag], cancellationToken).ConfigureAwait(false);
        return read.Succeeded && read.Output.StartsWith($"object {tree}\ntype tree\ntag {ApprovalTag.NameOf(who, tree)}\ntagger ", StringComparison.Ordinal);
    }

    private static string? Foreign(AllowedSigner signer, IEnumerable<string> changed) => changed.FirstOrDefault(path => !signer.MaySign(path));

    private string TooFew(string tree, HashSet<string> people)
    {
        var needed = source.Approvals + 1;
        var text = new StringBuilder()
            .Append(people.Count == 0 ? "nobody" : string.Join(", ", people.Order(StringComparer.Ordinal)))
            .Append(people.Count == 1 ? " alone signed its tree " : " signed its tree ").Append(tree[..12])
            .Append(needed == 1 ? ", which needs one person" : $", which needs {needed} people");
        if (uncounted.Count > 0)
        {
            text.Append(" (").AppendJoin("; ", uncounted).Append(')');
        }

        return text.Append("; approve it with 'ir approve-commit' and push the tag").ToString();
    }
}
