using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;

namespace IrSdk.Scripting;

/// <summary>The configured keys as git wants them: each alone, so that an exit code says whose signature it is.</summary>
internal sealed class Keyring : IDisposable
{
    private const string Namespace = "namespaces=\"git\"";

    private readonly DirectoryInfo folder;

    private Keyring(DirectoryInfo folder) => this.folder = folder;

    public ImmutableArray<RingKey> Keys { get; private set; } = [];

    /// <summary>Every revoked SSH key.</summary>
    public string Revocations => Path.Combine(folder.FullName, "revoked");

    /// <exception cref="InvalidDataException">A key cannot be read, or belongs to two people.</exception>
    public static async Task<Keyring> BuildAsync(IEnumerable<SigningKey> keys, GitProcess git, CancellationToken cancellationToken)
    {
        var ring = new Keyring(Directory.CreateTempSubdirectory("irsdk-keys-"));
        try
        {
            var all = keys.ToList();
            await File.WriteAllLinesAsync(ring.Revocations, all.Where(key => key is { Kind: KeyKind.Ssh, Revoked: true }).Select(key => key.Text), cancellationToken).ConfigureAwait(false);
            foreach (var (key, number) in all.Select((key, number) => (key, number)))
            {
                var home = ring.folder.CreateSubdirectory(number.ToString(CultureInfo.InvariantCulture));
                ring.Keys = ring.Keys.Add(key.Kind == KeyKind.Ssh
                    ? await SshAsync(key, home, cancellationToken).ConfigureAwait(false)
                    : await OpenPgpHome.MakeAsync(key, home, git, cancellationToken).ConfigureAwait(false));
            }

            // Two names for one key would let one person approve twice.
            var shared = ring.Keys.SelectMany(key => key.Fingerprints.Select(print => (print, key.Key.Owner))).Distinct().GroupBy(one => one.print).FirstOrDefault(group => group.Count() > 1);
            return shared is null
                ? ring
                : throw new InvalidDataException($"The key {shared.Key} belongs to {string.Join(" and ", shared.Select(one => one.Owner))} in the sources file; give each person keys of their own.");
        }
        catch
        {
            ring.Dispose();
            throw;
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task<RingKey> SshAsync(SigningKey key, DirectoryInfo home, CancellationToken cancellationToken)
    {
        var blob = Convert.FromBase64String(key.Text.Split(' ')[1]);
        var print = "SHA256:" + Convert.ToBase64String(SHA256.HashData(blob)).TrimEnd('=');
        var times = $"{Time("valid-after", key.ValidFrom)}{Time("valid-before", key.ValidUntil)}";
        var made = new RingKey(key, home.FullName, [print]);
        await File.WriteAllTextAsync(made.SignersInTime, $"signer {Namespace}{times} {key.Text}\n", cancellationToken).ConfigureAwait(false);
        await File.WriteAllTextAsync(made.Signers, $"signer {Namespace} {key.Text}\n", cancellationToken).ConfigureAwait(false);
        return made;
    }

    private static string Time(string name, DateTimeOffset? at) =>
        at is { } time ? string.Create(CultureInfo.InvariantCulture, $",{name}=\"{time.UtcDateTime:yyyyMMddHHmmss}\"") : "";
}
