using System.Collections.Immutable;

namespace IrSdk.Scripting;

/// <summary>A GnuPG home that holds one key, and never asks a key server for another.</summary>
internal static class OpenPgpHome
{
    private const int Validity = 1;
    private const int UserId = 9;

    public static async Task<RingKey> MakeAsync(SigningKey key, DirectoryInfo home, GitProcess git, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(home.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        await File.WriteAllTextAsync(Path.Combine(home.FullName, "gpg.conf"), "no-auto-key-retrieve\ndisable-dirmngr\ntrust-model always\nno-auto-check-trustdb\n", cancellationToken).ConfigureAwait(false);
        var imported = await git.GpgAsync(home.FullName, ["--quiet", "--import"], key.Text, cancellationToken).ConfigureAwait(false);
        var listed = await git.GpgAsync(home.FullName, ["--with-colons", "--fixed-list-mode", "--list-keys"], null, cancellationToken).ConfigureAwait(false);
        var records = listed.Output.Split('\n').Select(line => line.Split(':')).ToList();
        if (!imported.Succeeded || !listed.Succeeded || records.Count(record => record[0] == "pub") != 1)
        {
            throw new InvalidDataException($"An OpenPGP key of {key.Owner} cannot be read ({imported.Said}); export one key a file with 'gpg --armor --export'.");
        }

        var dead = records.First(record => record[0] == "pub")[Validity] is "e" or "r" or "d" or "i";
        ImmutableArray<string> prints = [.. records.Where(record => record[0] == "fpr").Select(record => record[UserId])];
        return new(key, home.FullName, prints) { IsDead = dead };
    }
}
