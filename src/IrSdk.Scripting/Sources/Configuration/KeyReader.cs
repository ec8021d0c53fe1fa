using System.Text.RegularExpressions;

namespace IrSdk.Scripting;

/// <summary>Reads one public key of a sources file.</summary>
internal static partial class KeyReader
{
    private const string Armor = "-----BEGIN PGP PUBLIC KEY BLOCK-----";

    public static SigningKey Read(string owner, KeyEntry entry, string folder)
    {
        if ((entry.Ssh is null) == (entry.Openpgp is null))
        {
            throw new FormatException($"a key of {owner} needs either \"ssh\" (the public key) or \"openpgp\" (the file of the armored public key)");
        }

        if (entry.ValidFrom >= entry.ValidUntil)
        {
            throw new FormatException($"a key of {owner} is valid until before it is valid from");
        }

        var key = entry.Ssh is { } ssh ? new SigningKey(owner, KeyKind.Ssh, Ssh(owner, ssh)) : new(owner, KeyKind.OpenPgp, OpenPgp(owner, entry.Openpgp!, folder));
        return key with { ValidFrom = entry.ValidFrom?.ToUniversalTime(), ValidUntil = entry.ValidUntil?.ToUniversalTime(), Revoked = entry.Revoked };
    }

    /// <summary>Type and key only: a comment could hold what a signers file reads as more.</summary>
    private static string Ssh(string owner, string text) =>
        SshKey().Match(text.Trim()) is { Success: true } match
            ? match.Groups["key"].Value
            : throw new FormatException($"a key of {owner} is no SSH public key in one line, such as the content of id_ed25519.pub");

    private static string OpenPgp(string owner, string file, string folder)
    {
        var path = Path.GetFullPath(file, folder);
        var text = File.Exists(path) ? File.ReadAllText(path) : throw new FormatException($"there is no key of {owner} at {file}");
        return text.Contains(Armor, StringComparison.Ordinal) && !text.Contains("PRIVATE KEY", StringComparison.Ordinal)
            ? text
            : throw new FormatException($"{file} is no armored public key; write one with 'gpg --armor --export'");
    }

    [GeneratedRegex(@"^(?<key>(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-ssh-ed25519@openssh\.com|sk-ecdsa-sha2-nistp256@openssh\.com) [A-Za-z0-9+/]+={0,2})( [^\r\n]*)?\z")]
    private static partial Regex SshKey();
}
