using System.Net;

namespace IrSdk.Host.Access;

/// <summary>Where the host is told to listen, by every setting that the web server reads.</summary>
internal static class Listening
{
    /// <summary>The addresses at which others could reach it.</summary>
    public static IEnumerable<string> Open(IConfiguration configuration)
    {
        var urls = configuration[WebHostDefaults.ServerUrlsKey];
        var ports = string.IsNullOrEmpty(urls)
            ? Split(configuration[WebHostDefaults.HttpPortsKey]).Select(port => $"http://*:{port}").Concat(Split(configuration[WebHostDefaults.HttpsPortsKey]).Select(port => $"https://*:{port}"))
            : [];
        return Split(urls).Concat(ports)
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? ""))
            .Where(address => !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && IsLoopback(uri.Host)));
    }

    public static bool IsLoopback(string name) => name == "localhost" || (IPAddress.TryParse(name.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static string[] Split(string? list) => (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
