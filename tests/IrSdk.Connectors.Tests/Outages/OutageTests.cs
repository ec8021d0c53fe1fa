using System.Security.Cryptography.X509Certificates;
using IrSdk.Runtime;

namespace IrSdk.Connectors.Tests;

/// <summary>Whatever is wrong with those who are told, containment takes as long as without it, and they are told when they are back.</summary>
/// <remarks>Alone in the process: the clock of these tests looks at what the thread pool does.</remarks>
[Collection(nameof(Alone))]
public sealed class OutageTests : IAsyncLifetime
{
    /// <summary>Two steps of a second each, and the moments in which they are told of.</summary>
    private static readonly TimeSpan Contained = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Away = TimeSpan.FromMinutes(2);

    private readonly GitHubStub github = new();
    private readonly SlackStub slack = new();
    private readonly JiraStub jira = new();
    private readonly PagerDutyStub pagerDuty = new();
    private readonly StubServer webhook = new(_ => new(204));

    private StubServer[] Servers => [github.Server, slack.Server, jira.Server, pagerDuty.Server, webhook];

    public async ValueTask InitializeAsync() => await Task.WhenAll(Servers.Select(server => server.StartAsync()));

    public async ValueTask DisposeAsync()
    {
        await github.Server.DisposeAsync();
        await slack.Server.DisposeAsync();
        await jira.Server.DisposeAsync();
        await pagerDuty.Server.DisposeAsync();
        await webhook.DisposeAsync();
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("refused")]
    [InlineData("hangs")]
    [InlineData("500")]
    [InlineData("401")]
    [InlineData("limited")]
    public async Task Respond_EveryReceiverIsAway_ContainsAsFastAndTellsEachOnceWhenItIsBack(string outage)
    {
        var response = new Response();
        using var issues = Connecting.To(github);
        using var messages = Connecting.To(slack);
        using var tickets = Connecting.To(jira);
        using var pages = Connecting.To(pagerDuty);
        using var posts = new Webhook(new() { Address = webhook.Address, Secret = new string('x', 32), AttemptTimeout = TimeSpan.FromSeconds(20) });
        response.Tell(issues.AddTo, "github", new OpenTicket(new(Told.Account)));
        response.Tell(tickets.AddTo, "jira", new OpenTicket(new(Told.Account)));
        response.Tell(messages.AddTo, "slack", new PostToChannel(new(Told.Account), "incidents"));
        response.Tell(pages.AddTo, "pagerduty", new PageOnCall(new(Told.Account)));
        response.Tell(posts.AddTo, "webhook", new PageOnCall(new(Told.Account)));
        var back = response.Clock.GetUtcNow() + Away;
        if (outage == "refused")
        {
            await Task.WhenAll(Servers.Select(server => server.StopAsync()));
            response.Clock.CreateTimer(_ => Task.WhenAll(Servers.Select(server => server.StartAsync())).GetAwaiter().GetResult(), null, Away, Timeout.InfiniteTimeSpan);
        }
        else if (outage != "nothing")
        {
            foreach (var server in Servers)
            {
                server.Outage = _ => response.Clock.GetUtcNow() >= back ? null : outage switch
                {
                    "hangs" => new(0) { Hangs = true },
                    "500" => new(500),
                    "401" => new(401),
                    _ => Answer.Limited(120),
                };
            }
        }

        var report = await response.RunAsync(Servers, Told.Token);

        report.TimeToContain.Should().BeLessThan(Contained, "what hangs hangs for twenty seconds, and more than once");
        report.Status.Should().Be(RunStatus.Contained);
        report.Untold.Should().BeEmpty();
        github.Issues.Should().ContainSingle();
        jira.Issues.Should().ContainSingle();
        slack.Messages.Should().ContainSingle();
        pagerDuty.Alerts.Should().ContainSingle();
        webhook.Requests.Should().NotBeEmpty();
        github.Wrong.Concat(slack.Wrong).Concat(jira.Wrong).Concat(pagerDuty.Wrong).Should().BeEmpty();
        if (outage != "nothing")
        {
            (response.Clock.GetUtcNow() - back).Should().BeGreaterThan(TimeSpan.Zero).And.BeLessThan(TimeSpan.FromMinutes(17), "a receiver is asked again every quarter of an hour at least");
        }

        ((string)github.Issues[0]["body"]!).Should().NotContain("Failed: open");
        report.Ticket.Should().BeOneOf("#1", "SEC-1");
    }

    [Fact]
    public async Task Respond_CertificateIsNotToBeTrusted_ContainsAsFastAndTellsWhenItIsRenewed()
    {
        var response = new Response();
        using var authority = Certificates.Make("IrSdk test authority", null);
        using var bad = Certificates.Make("127.0.0.1", null);
        using var good = Certificates.Make("127.0.0.1", authority);
        await using var server = new StubServer(_ => new(204)) { Certificate = bad };
        await server.StartAsync();
        var options = new WebhookOptions { Address = server.Address, Secret = new string('x', 32), AttemptTimeout = TimeSpan.FromSeconds(20) };
        options.Authorities.Add(X509CertificateLoader.LoadCertificate(authority.RawData));
        using var posts = new Webhook(options);
        response.Tell(posts.AddTo, "webhook", new PageOnCall(new(Told.Account)));
        using var pages = Connecting.To(pagerDuty);
        response.Tell(pages.AddTo, "pagerduty", new PageOnCall(new(Told.Account)));
        var renewed = X509CertificateLoader.LoadPkcs12(good.Export(X509ContentType.Pkcs12), null);
        response.Clock.CreateTimer(_ => Renew(server, renewed), null, Away, Timeout.InfiniteTimeSpan);

        var report = await response.RunAsync([server, pagerDuty.Server], Told.Token);

        report.TimeToContain.Should().BeLessThan(Contained, "what hangs hangs for twenty seconds, and more than once");
        report.Untold.Should().BeEmpty();
        server.Requests.Should().NotBeEmpty("it was told over TLS that could be trusted, and not before");
        pagerDuty.Alerts.Should().ContainSingle();
    }

    private static void Renew(StubServer server, X509Certificate2 certificate)
    {
        server.Requests.Should().BeEmpty();
        server.StopAsync().GetAwaiter().GetResult();
        server.Certificate = certificate;
        server.StartAsync().GetAwaiter().GetResult();
    }
}

/// <summary>Tests that run when no other does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
