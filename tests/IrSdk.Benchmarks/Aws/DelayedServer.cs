using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace IrSdk.Benchmarks.Aws;

/// <summary>An emulator with a latency, on a free port of this machine; ended by its process id.</summary>
internal sealed class DelayedServer : IDisposable
{
    private readonly HttpClient http = new();
    private readonly Process process;

    private DelayedServer(Process process, Uri url) => (this.process, Url) = (process, url);

    public Uri Url { get; }

    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Aws", name);

    public static async Task<DelayedServer> StartAsync()
    {
        var port = FreePort();
        var process = Process.Start(new ProcessStartInfo("python3", [Script("delayed.py"), $"{port}", "0"])
        {
            RedirectStandardError = true,
            Environment = { ["MOTO_EC2_LOAD_DEFAULT_AMIS"] = "false" },
        })!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        var server = new DelayedServer(process, new Uri($"http://127.0.0.1:{port}/"));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await timer.WaitForNextTickAsync().ConfigureAwait(false))
        {
            try
            {
                await server.DelayAsync(TimeSpan.Zero).ConfigureAwait(false);
                break;
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                // Not yet.
            }
        }

        return server;
    }

    /// <summary>From now on every call takes so much longer.</summary>
    public async Task DelayAsync(TimeSpan latency)
    {
        using var answer = await http.PostAsync(new Uri(Url, string.Create(CultureInfo.InvariantCulture, $"latency/{latency.TotalMilliseconds:0}")), null).ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose()
    {
        http.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
