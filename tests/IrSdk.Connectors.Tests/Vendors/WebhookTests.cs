using System.Security.Cryptography;
using System.Text;

namespace IrSdk.Connectors.Tests;

public sealed class WebhookTests : IAsyncLifetime
{
    private const string Secret = "EXAMPLE0EXAMPLE0EXAMPLE0EXAMPLE0";

    private readonly StubServer server = new(_ => new(204));

    public async ValueTask InitializeAsync() => await server.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Post_AReceiverThatVerifiesAsDocumented_TakesItOnce()
    {
        using var connector = new Webhook(new() { Address = new(server.Address, "hooks/ir?team=1"), Secret = Secret });
        server.Next(_ => new(503));

        await new Told(connector.AddTo).PageAsync(Told.Notice());

        server.Requests.Should().HaveCount(2);
        server.Requests.Select(request => request.Headers["Idempotency-Key"]).Distinct().Should().ContainSingle();
        var last = server.Requests[^1];
        (last.Path, last.Query).Should().Be(("/hooks/ir", "?team=1"));
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{last.Headers["IrSdk-Timestamp"]}.{last.Body}"));
        last.Headers["IrSdk-Signature"].Should().Be($"v1={Convert.ToHexStringLower(expected)}");
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(last.Headers["IrSdk-Timestamp"])).Should().BeCloseTo(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(5));
        ((string)last.Json["medium"]!, (string)last.Json["incident"]!).Should().Be(("page", "inc-1"));
        last.Json["notice"]!["facts"]!.AsArray().Should().HaveCount(8);
        last.Body.Should().NotContain(Secret);
    }

    [Fact]
    public async Task AddTo_OnlyTickets_HearsOfNothingElse()
    {
        using var connector = new Webhook(new() { Address = server.Address, Secret = Secret, Media = NoticeMedia.Tickets });
        var provider = connector.AddTo(new("p", null!));

        provider.Handled.Should().Equal(typeof(OpenTicket));
        await new Told(connector.AddTo).OpenAsync(Told.Notice());
        ((string)server.Requests.Single().Json["medium"]!).Should().Be("ticket");
    }
}
