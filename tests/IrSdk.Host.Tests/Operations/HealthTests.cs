using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace IrSdk.Host.Tests.Operations;

/// <summary>What probes and an outside monitor see.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task Probes_OfAWorkingHost_AnswerAWordToAnybodyAndDetailsToViewers()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository);
        await host.StartAsync();

        foreach (var probe in new[] { "/healthz", "/readyz" })
        {
            using var answer = await host.Client.GetAsync(new Uri(probe, UriKind.Relative));
            (answer.StatusCode, await answer.Content.ReadAsStringAsync()).Should().Be((HttpStatusCode.OK, "ok\n"));
        }

        using (var closed = await host.Client.GetAsync(new Uri("/api/health", UriKind.Relative)))
        {
            closed.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        }

        await host.SignInAsync();
        var details = await host.GetAsync("/api/health");
        details.GetProperty("failing").GetArrayLength().Should().Be(0);
        details.GetProperty("playbooks").GetInt32().Should().Be(4);
    }

    [Fact]
    public async Task Ready_WithoutAPlaybook_IsNot()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository);
        host.Write("sources.json", """{ "sources": [{ "name": "team", "repository": "/nowhere/at/all", "development": true }] }""");
        await host.StartAsync();

        using var ready = await host.Client.GetAsync(new Uri("/readyz", UriKind.Relative));
        using var lives = await host.Client.GetAsync(new Uri("/healthz", UriKind.Relative));

        (lives.StatusCode, ready.StatusCode).Should().Be((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable));
        await host.SignInAsync();
        (await host.GetAsync("/api/health")).GetProperty("unready")[0].GetString().Should().StartWith("No playbook serves");
    }

    [Fact]
    public async Task Heartbeat_WhenTheJournalCannotBeWritten_IsSilentUntilItCan()
    {
        using var monitor = new Monitor();
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, $"--IrSdk:Heartbeat:Address={monitor.Address}", "--IrSdk:Heartbeat:Every=00:00:01");
        await host.StartAsync();
        await host.SignInAsync();
        await host.UntilAsync<bool>(() => Task.FromResult<bool?>(monitor.Beats.Count > 1 ? true : null), "it should beat");

        using (Hold(host.JournalFile))
        {
            await host.UntilAsync<bool>(async () => (await host.Client.GetAsync(new Uri("/healthz", UriKind.Relative))).StatusCode == HttpStatusCode.ServiceUnavailable ? true : null, "it should say that it fails");
            var before = monitor.Beats.Count;
            await host.UntilAsync<bool>(async () => (await host.GetAsync("/api/health")).TryGetProperty("heartbeatTrouble", out var trouble) && trouble.GetString()!.Contains("journal", StringComparison.Ordinal) ? true : null, "the details should say why");
            await Task.Delay(TimeSpan.FromSeconds(3));
            monitor.Beats.Count.Should().BeLessThanOrEqualTo(before + 1, "one may have been on its way");
        }

        var silent = monitor.Beats.Count;
        await host.UntilAsync<bool>(() => Task.FromResult<bool?>(monitor.Beats.Count > silent ? true : null), "it should beat again");
        host.Output.Split('\n').Count(line => line.Contains("The outside monitor does not hear", StringComparison.Ordinal)).Should().Be(1, "it is said once");
    }

    [Fact]
    public async Task Heartbeat_OfAHostThatHangs_Stops()
    {
        using var monitor = new Monitor();
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, $"--IrSdk:Heartbeat:Address={monitor.Address}", "--IrSdk:Heartbeat:Every=00:00:01");
        await host.StartAsync();
        await host.UntilAsync<bool>(() => Task.FromResult<bool?>(monitor.Beats.IsEmpty ? null : true), "it should beat");

        host.Ask("STOP");
        await Task.Delay(TimeSpan.FromSeconds(1));
        var before = monitor.Beats.Count;
        await Task.Delay(TimeSpan.FromSeconds(3));
        monitor.Beats.Count.Should().Be(before);
        host.Ask("CONT");
    }

    /// <summary>Another process's transaction that does not end: no write gets past it.</summary>
    private static SqliteConnection Hold(string journal)
    {
        var connection = new SqliteConnection($"Data Source={journal};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 10000; BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>An outside monitor that only listens.</summary>
    private sealed class Monitor : IDisposable
    {
        private readonly HttpListener listener = new();

        public Monitor()
        {
            using (var free = new TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                Address = new($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/beat/");
            }

            listener.Prefixes.Add(Address.ToString());
            listener.Start();
            _ = ListenAsync();
        }

        public Uri Address { get; }

        public ConcurrentQueue<string> Beats { get; } = [];

        public void Dispose() => listener.Close();

        private async Task ListenAsync()
        {
            while (listener.IsListening)
            {
                try
                {
                    var context = await listener.GetContextAsync();
                    Beats.Enqueue(context.Request.HttpMethod);
                    context.Response.Close();
                }
                catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
            }
        }
    }
}
