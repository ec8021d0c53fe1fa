using System.Diagnostics;

namespace IrSdk.Scripting.Tests.Sources;

/// <summary>Real keys, made once: SSH keys of several people, and OpenPGP keys in a home of their own.</summary>
public sealed class SigningKeys : IDisposable
{
    // A socket's path may have a hundred characters, and gpg's agent listens beside its home.
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("irk-");

    public SigningKeys()
    {
        foreach (var name in new[] { "alice", "bob", "carol", "forge", "mallory" })
        {
            Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", Private(name));
        }

        Run("mkdir", "--mode=700", GnuPg);
        Run("gpg", "--batch", "--passphrase", "", "--quick-generate-key", "dave <dave@example.com>", "ed25519", "sign", "never");
        Run("gpg", "--batch", "--passphrase", "", "--faked-system-time", "20200101T000000", "--quick-generate-key", "erin <erin@example.com>", "ed25519", "sign", "1y");
        foreach (var name in new[] { "fay", "gpg-forge" })
        {
            Run("gpg", "--batch", "--passphrase", "", "--quick-generate-key", $"{name} <{name}@example.com>", "ed25519", "sign", "never");
        }

        foreach (var name in new[] { "dave", "erin", "fay", "gpg-forge" })
        {
            File.WriteAllText(OpenPgp(name), Run("gpg", "--armor", "--export", $"{name}@example.com"));
        }
    }

    public string GnuPg => Path.Combine(folder.FullName, "gnupg");

    public string Private(string name) => Path.Combine(folder.FullName, name);

    public string Public(string name) => File.ReadAllText(Private(name) + ".pub").Trim();

    public string OpenPgp(string name) => Path.Combine(folder.FullName, name + ".asc");

    /// <summary>The owner publishes the revocation certificate that gpg made with the key.</summary>
    public void Revoke(string name)
    {
        var print = Run("gpg", "--list-keys", "--with-colons", $"{name}@example.com").Split('\n').First(line => line.StartsWith("fpr:", StringComparison.Ordinal)).Split(':')[9];
        var certificate = Path.Combine(folder.FullName, print + ".rev");

        // gpg puts a colon before it, so that nobody imports it by mistake.
        File.WriteAllText(certificate, File.ReadAllText(Path.Combine(GnuPg, "openpgp-revocs.d", print + ".rev")).Replace(":-----BEGIN", "-----BEGIN", StringComparison.Ordinal));
        Run("gpg", "--batch", "--import", certificate);
        File.WriteAllText(OpenPgp(name), Run("gpg", "--armor", "--export", $"{name}@example.com"));
    }

    public void Dispose()
    {
        Run("gpgconf", "--kill", "gpg-agent");
        folder.Delete(recursive: true);
    }

    private string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GNUPGHOME"] = GnuPg;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program}: {error.Result}");
    }
}
