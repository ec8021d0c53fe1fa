namespace IrSdk.Connectors;

/// <summary>Everything that is wrong with a connector's options, a sentence each, so that they are mended in one go.</summary>
internal sealed class Mistakes(string connector)
{
    private readonly List<string> found = [];

    public void Add(bool isMistake, string sentence)
    {
        if (isMistake)
        {
            found.Add(sentence);
        }
    }

    /// <summary>TLS is never left out, except to this very machine.</summary>
    public void AddAddress(Uri? address, string option) =>
        Add(address is null || !address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) || address.UserInfo.Length > 0,
            $"{option} is not an https address without user and password; give one.");

    public void AddSecret(string? secret, string option) =>
        Add(string.IsNullOrWhiteSpace(secret) || secret.Any(letter => letter is <= ' ' or > '~'), $"{option} is missing or has characters that no such secret has; give it from the host's secret store.");

    public void AddTimeout(TimeSpan timeout) =>
        Add(timeout < TimeSpan.FromMilliseconds(10) || timeout > TimeSpan.FromMinutes(1), "AttemptTimeout is not between 10 milliseconds and a minute; 5 seconds are usual.");

    public void AddName(string? name) =>
        Add(string.IsNullOrWhiteSpace(name) || name.Contains('@', StringComparison.Ordinal), "Name is empty or has an @; give the receiver a name, such as its default.");

    /// <exception cref="ArgumentException">Something is wrong.</exception>
    public void Throw()
    {
        if (found.Count > 0)
        {
            throw new ArgumentException($"{connector}: {string.Join(" ", found)}");
        }
    }
}
