using System.Collections.Concurrent;

[assembly: AssemblyFixture(typeof(IrSdk.Aws.Tests.MotoServers))]

namespace IrSdk.Aws.Tests;

/// <summary>
/// Servers for tests that need one to themselves, one after the other: to start one takes longer than most of what is asked of it.
/// Each is as on its first day when it is handed out, and records its calls.
/// </summary>
public sealed class MotoServers : IAsyncDisposable
{
    private readonly ConcurrentBag<MotoServer> idle = [];
    private readonly HttpClient http = new();

    public async Task<MotoServer> RentAsync()
    {
        if (!idle.TryTake(out var server))
        {
            server = MotoServer.Own();
            await server.InitializeAsync();
        }

        // Whoever had it before may have been killed in a call: what is left of that is taken away now.
        await PostAsync(server, "reset");
        await PostAsync(server, "reset-auth", "1000000");
        await PostAsync(server, "recorder/reset-recording");
        await PostAsync(server, "recorder/start-recording");
        return server;
    }

    public async Task ReturnAsync(MotoServer server)
    {
        await PostAsync(server, "recorder/stop-recording");
        idle.Add(server);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        foreach (var server in idle)
        {
            await server.DisposeAsync();
        }
    }

    private async Task PostAsync(MotoServer server, string path, string body = "")
    {
        using var content = new StringContent(body);
        using var answer = await http.PostAsync(new Uri(server.Url, $"/moto-api/{path}"), content);
        answer.EnsureSuccessStatusCode();
    }
}
