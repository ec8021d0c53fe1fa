using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using IrSdk.Sending;

namespace IrSdk.Benchmarks.Host;

/// <summary>The host in a process of its own on loopback, with this repository's playbooks and a simulated account.</summary>
internal sealed class MeasuredHost : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo folder;
    private readonly Process process;
    private readonly HttpClient client;
    private readonly TaskCompletionSource<string> link = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] key = [];

    private MeasuredHost(string[] settings, int? heapLimit)
    {
        folder = Directory.CreateTempSubdirectory("ir-host-");
        File.WriteAllText(Path.Combine(folder.FullName, "sources.json"), $$"""{ "sources": [{ "name": "team", "directory": "{{Playbooks()}}", "development": true }] }""");
        File.WriteAllText(Path.Combine(folder.FullName, "guards.json"), """{ "maxAffected": 2000 }""");
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        client = new(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 64 }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        var start = new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "IrSdk.Host.dll"), "--contentRoot", folder.FullName, "--urls", address.ToString().TrimEnd('/'), "--IrSdk:Guards=guards.json", "--IrSdk:Alerts:PerMinute=100000000",
            "--Logging:LogLevel:Default=Warning", .. settings,
        ])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
        };
        if (heapLimit is { } mebibytes)
        {
            start.Environment["DOTNET_GCHeapHardLimit"] = string.Create(CultureInfo.InvariantCulture, $"0x{mebibytes * 1024 * 1024:X}");
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
    }

    public string JournalFile => Path.Combine(folder.FullName, "data", "incidents.journal.db");

    /// <summary>Its resident memory, in MiB.</summary>
    public double Resident
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>The processor time that it has used.</summary>
    public TimeSpan Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static Task<MeasuredHost> StartAsync(params string[] settings) => StartAsync(new MeasuredHost(settings, null));

    /// <summary>Starts it with no more than so many MiB of heap.</summary>
    public static Task<MeasuredHost> StartLimitedAsync(int heapLimit, params string[] settings) => StartAsync(new MeasuredHost(settings, heapLimit));

    private static async Task<MeasuredHost> StartAsync(MeasuredHost host)
    {
        var printed = await host.link.Task.WaitAsync(StartLimit).ConfigureAwait(false);
        using var signedIn = await host.client.GetAsync(new Uri(printed)).ConfigureAwait(false);
        host.key = Encoding.ASCII.GetBytes((await File.ReadAllTextAsync(Path.Combine(host.folder.FullName, "data", "sender.key")).ConfigureAwait(false)).Trim());
        return signedIn.StatusCode == HttpStatusCode.Redirect ? host : throw new InvalidOperationException($"The host did not let the benchmark in: {signedIn.StatusCode}.");
    }

    /// <summary>Sends an alert as a SIEM does.</summary>
    /// <returns>The incident that it belongs to.</returns>
    public async Task<string> SendAsync(string alert)
    {
        var body = Encoding.UTF8.GetBytes(alert);
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/alerts") { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };
        request.Headers.Add(WebhookSignature.KeyHeader, "local");
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Sign(key, timestamp, body));
        using var answer = await client.SendAsync(request).ConfigureAwait(false);
        var text = await answer.Content.ReadAsStringAsync().ConfigureAwait(false);
        return answer.StatusCode == HttpStatusCode.Accepted
            ? JsonElement.Parse(text).GetProperty("alerts")[0].GetProperty("incident").GetString()!
            : throw new InvalidOperationException($"The host did not take an alert ({answer.StatusCode}): {text}");
    }

    /// <summary>The incidents, as its API lists them.</summary>
    public async Task<List<JsonElement>> IncidentsAsync() => [.. JsonElement.Parse(await client.GetStringAsync(new Uri("/api/incidents", UriKind.Relative)).ConfigureAwait(false)).EnumerateArray()];

    /// <summary>Gets a page, and throws the answer away.</summary>
    public async Task LookAsync(string path) => _ = await client.GetByteArrayAsync(new Uri(path, UriKind.Relative)).ConfigureAwait(false);

    /// <summary>Waits until few enough incidents are under way: accepted, and neither contained nor ended.</summary>
    public async Task UntilAsync(int underWay)
    {
        while ((await IncidentsAsync().ConfigureAwait(false)).Count(one => !one.TryGetProperty("containedAt", out _) && !one.TryGetProperty("ended", out _)) > underWay)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        client.Dispose();
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private void Hear(string? line)
    {
        const string Sign = "Sign in once with ";
        if (line?.StartsWith(Sign, StringComparison.Ordinal) == true)
        {
            link.TrySetResult(line[Sign.Length..].Trim());
        }
        else if (line is not null)
        {
            Console.WriteLine($"host: {line}");
        }
    }

    private static string Playbooks()
    {
        var checkout = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(checkout!.FullName, "IrSdk.sln")))
        {
            checkout = checkout.Parent;
        }

        return Path.Combine(checkout.FullName, "playbooks");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
