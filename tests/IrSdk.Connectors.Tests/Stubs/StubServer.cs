using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace IrSdk.Connectors.Tests;

/// <summary>A vendor's service on a loopback port, in this process. It can go away and come back on the same port.</summary>
public sealed class StubServer(Func<Seen, Answer> answer) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Queue<Func<Seen, Answer?>> next = new();
    private readonly CancellationTokenSource ending = new();
    private WebApplication? app;

    private int hanging;

    public List<Seen> Requests { get; } = [];

    /// <summary>How many requests wait for an answer that does not come.</summary>
    public int Hanging => Volatile.Read(ref hanging);

    public int Port { get; private set; }

    public X509Certificate2? Certificate { get; set; }

    public Uri Address => new($"{(Certificate is null ? "http" : "https")}://127.0.0.1:{Port}");

    /// <summary>What happens to every request. Null: it is served.</summary>
    public Func<Seen, Answer?>? Outage { get; set; }

    /// <summary>What the next request gets; a null of it is served.</summary>
    public StubServer Next(Func<Seen, Answer?> one)
    {
        next.Enqueue(one);
        return this;
    }

    public async Task<StubServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, Port, listen =>
        {
            if (Certificate is { } certificate)
            {
                listen.UseHttps(certificate);
            }
        }));
        app = builder.Build();
        app.Run(ServeAsync);
        await app.StartAsync();
        Port = new Uri(app.Urls.Single()).Port;
        return this;
    }

    public async Task StopAsync()
    {
        if (app is not null)
        {
            await app.StopAsync(new CancellationToken(canceled: true));
            await app.DisposeAsync();
        }

        app = null;
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await StopAsync();
        ending.Dispose();
    }

    private async Task ServeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var seen = new Seen(http.Request.Method, http.Request.Path.Value!, http.Request.QueryString.Value ?? "",
            http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), await reader.ReadToEndAsync());
        Answer given;
        lock (gate)
        {
            Requests.Add(seen);
            given = (next.TryDequeue(out var one) ? one(seen) : Outage?.Invoke(seen)) ?? answer(seen);
        }

        if (given.Hangs)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, http.RequestAborted);
            Interlocked.Increment(ref hanging);
            await Task.WhenAny(Task.Delay(Timeout.Infinite, either.Token));
            Interlocked.Decrement(ref hanging);
            http.Abort();
            return;
        }

        if (given.IsLost)
        {
            lock (gate)
            {
                answer(seen);
            }

            http.Abort();
            return;
        }

        http.Response.StatusCode = given.Status;
        foreach (var (name, value) in given.Headers)
        {
            http.Response.Headers[name] = value;
        }

        if (given.Body is { } body)
        {
            http.Response.ContentType = "application/json; charset=utf-8";
            await http.Response.WriteAsync(body.ToJsonString());
        }
    }
}
