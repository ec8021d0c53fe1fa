using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using IrSdk.Sending;

namespace IrSdk.Host.Tests;

/// <summary>The built host in a process of its own, on a free port of loopback, with data that survive its deaths.</summary>
internal sealed class HostProcess : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo folder;
    private readonly string[] settings;
    private readonly StringBuilder output = new();
    private Process? process;

    /// <summary>A host that is not started yet.</summary>
    /// <param name="repository">Where its playbooks come from.</param>
    /// <param name="settings">Further settings, as <c>--IrSdk:Name=value</c>.</param>
    public HostProcess(PlaybookRepository repository, params string[] settings)
    {
        folder = Directory.CreateTempSubdirectory("irsdk-host-");
        this.settings = settings;
        Write("sources.json", $$"""{ "sources": [{ "name": "team", "repository": "{{repository.Folder}}", "folder": "playbooks", "development": true }] }""");
        Address = new($"http://127.0.0.1:{FreePort()}");
        Urls = Address.ToString().TrimEnd('/');
        Client = new(new SocketsHttpHandler { UseCookies = true, AllowAutoRedirect = false }) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(100) };
    }

    /// <summary>What its environment has besides; everything of AWS that the test's own has is left out.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public Uri Address { get; }

    /// <summary>Where it is told to listen. Null: nothing is said on the command line.</summary>
    public string? Urls { get; init; }

    /// <summary>A client that keeps its cookies.</summary>
    public HttpClient Client { get; }

    public string Data => Path.Combine(folder.FullName, "data");

    public string JournalFile => Path.Combine(Data, "incidents.journal.db");

    /// <summary>What it wrote to standard output and error.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    public int Id => process!.Id;

    public bool HasExited => process!.HasExited;

    public int ExitCode => process!.ExitCode;

    public string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Starts it, and waits until it listens.</summary>
    public async Task StartAsync()
    {
        Launch();
        var waited = Stopwatch.StartNew();
        while (!Output.Contains("Now listening on", StringComparison.Ordinal))
        {
            (process!.HasExited || waited.Elapsed > StartLimit).Should().BeFalse("the host should have started: {0}", Output);
            await Task.Delay(20);
        }
    }

    /// <summary>Starts it, and does not wait.</summary>
    public void Launch()
    {
        lock (output)
        {
            output.Clear();
        }

        var command = new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "IrSdk.Host.dll"), "--contentRoot", folder.FullName, .. Urls is null ? [] : new[] { "--urls", Urls }, .. settings,
        ])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in command.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
        {
            command.Environment.Remove(name);
        }

        foreach (var (name, value) in Environment)
        {
            command.Environment[name] = value;
        }

        process?.Dispose();
        process = Process.Start(command)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Ends it at once, as a power cut would.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
    }

    /// <summary>Asks it to stop, and waits until it has.</summary>
    public void Stop()
    {
        Ask("TERM");
        WaitUntilGone();
    }

    /// <summary>Sends it a signal, and does not wait.</summary>
    public void Ask(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void WaitUntilGone()
    {
        process!.WaitForExit(30_000).Should().BeTrue("the host should have stopped: {0}", Output);

        // What it said last comes after its end; a process that it left behind may keep the pipe open.
        Task.Run(process.WaitForExit).Wait(TimeSpan.FromSeconds(5));
    }

    /// <summary>Signs in by the link that it printed last.</summary>
    public async Task SignInAsync()
    {
        using var answer = await Client.GetAsync(new Uri(SignInLink()));
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect, Output);
    }

    /// <summary>The newest link that it printed.</summary>
    public string SignInLink()
    {
        string? link = null;
        SpinWait.SpinUntil(() => (link = Output.Split('\n').LastOrDefault(line => line.StartsWith("Sign in once with ", StringComparison.Ordinal))) is not null, StartLimit);
        return link!["Sign in once with ".Length..].Trim();
    }

    /// <summary>Sends a document as a sender that holds the key does.</summary>
    public async Task<HttpResponseMessage> SendAsync(string document, Action<HttpRequestMessage>? change = null)
    {
        var body = Encoding.UTF8.GetBytes(document);
        using var request = Signed(body, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        change?.Invoke(request);
        return await Client.SendAsync(request);
    }

    public HttpRequestMessage Signed(byte[] body, long timestamp)
    {
        var key = Encoding.ASCII.GetBytes(File.ReadAllText(Path.Combine(Data, "sender.key")).Trim());
        var request = new HttpRequestMessage(HttpMethod.Post, "/alerts") { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };
        request.Headers.Add(WebhookSignature.KeyHeader, "local");
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Sign(key, timestamp, body));
        return request;
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.Should().Be(HttpStatusCode.OK, text);
        return JsonElement.Parse(text);
    }

    public async Task<HttpResponseMessage> PostAsync(string path, object body) =>
        await Client.PostAsync(new Uri(path, UriKind.Relative), new StringContent(JsonSerializer.Serialize(body, JsonSerializerOptions.Web), Encoding.UTF8, "application/json"));

    /// <summary>Waits until something is so.</summary>
    /// <param name="look">Null: it is not yet.</param>
    /// <param name="what">What should be.</param>
    /// <param name="limit">How long. Default: a minute.</param>
    public async Task<T> UntilAsync<T>(Func<Task<T?>> look, string what, TimeSpan? limit = null)
        where T : struct
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            if (await look() is { } found)
            {
                return found;
            }

            (waited.Elapsed < (limit ?? StartLimit)).Should().BeTrue("{0}: {1}", what, Output);
            await Task.Delay(50);
        }
    }

    /// <summary>Waits until an incident's summary is so.</summary>
    public Task<JsonElement> UntilIncidentAsync(string incident, Func<JsonElement, bool> isSo, string what) => UntilAsync(
        async () => (await GetAsync("/api/incidents")).EnumerateArray().Where(one => one.GetProperty("id").GetString() == incident && isSo(one)).Select(one => (JsonElement?)one).FirstOrDefault(), what);

    public void Dispose()
    {
        Client.Dispose();
        if (process is { HasExited: false })
        {
            Kill();
        }

        process?.Dispose();
        folder.Delete(recursive: true);
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lock (output)
            {
                output.AppendLine(line);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
