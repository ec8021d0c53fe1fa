using System.Collections.Immutable;

namespace IrSdk.Scripting;

/// <summary>Whose signature an object carries. git verifies; only its exit codes count.</summary>
internal sealed class SignatureCheck(GitMirror mirror, Keyring ring)
{
    /// <summary>Finds who signed.</summary>
    /// <param name="command"><c>verify-commit</c> or <c>verify-tag</c>.</param>
    /// <param name="id">The object.</param>
    /// <param name="keys">Whose signatures are looked for.</param>
    /// <param name="now">The time, by our own clock, at which the key must be valid.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The key, or why the signature does not count; neither: none of these keys made it.</returns>
    public async Task<(RingKey? By, string? Refusal)> FindAsync(string command, string id, IEnumerable<RingKey> keys, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var key in keys)
        {
            if (!await VerifyAsync(command, id, key, key.Signers, revocations: null, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            if (key.Key.Revoked)
            {
                return (null, $"with a key of {key.Key.Owner} that was revoked");
            }

            if (!key.Key.IsValid(now))
            {
                return (null, $"with a key of {key.Key.Owner} that is not valid at this time");
            }

            return await VerifyAsync(command, id, key, key.SignersInTime, ring.Revocations, cancellationToken).ConfigureAwait(false)
                ? (key, null)
                : (null, $"with a key of {key.Key.Owner} that was not valid at the time that the signature names");
        }

        return (null, null);
    }

    private async Task<bool> VerifyAsync(string command, string id, RingKey key, string signers, string? revocations, CancellationToken cancellationToken)
    {
        // A key of one kind must not be helped by a file of the other.
        var isSsh = key.Key.Kind == KeyKind.Ssh;
        IEnumerable<string> options = isSsh
            ? ["-c", "gpg.program=false", "-c", $"gpg.ssh.allowedSignersFile={signers}", .. revocations is null ? ImmutableArray<string>.Empty : ["-c", $"gpg.ssh.revocationFile={revocations}"]]
            : ["-c", "gpg.ssh.program=false"];
        var environment = new Dictionary<string, string> { ["GNUPGHOME"] = key.Home };
        return (await mirror.LocalAsync([.. options, command, id], cancellationToken, environment).ConfigureAwait(false)).Succeeded;
    }
}
