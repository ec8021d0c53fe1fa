using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IrSdk.Host.Tests.Alerts;
using IrSdk.Sending;

namespace IrSdk.Host.Tests.Access;

/// <summary>People and programs that an OpenID provider vouches for.</summary>
public sealed class SignInTests(SignInTests.Fixture fixture) : IClassFixture<SignInTests.Fixture>
{
    private HostProcess Host => fixture.Host;

    [Fact]
    public async Task Viewer_LooksAndDecidesNothing()
    {
        using var viewer = await SignedInAsync("vera@example.com", "all");
        (await viewer.GetAsync(new Uri("/api/incidents", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.OK);
        foreach (var path in new[] { "/api/freeze", "/api/thaw", "/api/incidents/inc-1/approval", "/api/incidents/inc-1/undo", "/api/incidents/inc-1/verdict" })
        {
            (await PostAsync(viewer, path, """{ "because": "x", "plan": "x", "verdict": "confirmed" }""")).StatusCode.Should().Be(HttpStatusCode.Forbidden, path);
        }
    }

    [Fact]
    public async Task Person_WithoutARole_SeesNothing()
    {
        using var nobody = await SignedInAsync("nobody@example.com", "others");
        (await nobody.GetAsync(new Uri("/api/incidents", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Responder_FreezesAndOnlyAnAdministratorThaws()
    {
        using var responder = await SignedInAsync("rob@example.com", "soc");
        (await PostAsync(responder, "/api/freeze", """{ "because": "a rehearsal" }""")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await PostAsync(responder, "/api/thaw", """{ "because": "over" }""")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        using var administrator = await SignedInAsync("ada@example.com", "admins");
        (await PostAsync(administrator, "/api/thaw", """{ "because": "over" }""")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Approver_WhoAskedForTheResponse_NeedsAnotherOne()
    {
        using var asking = await SignedInAsync("ann@example.com", "leads");
        await AlertTests.TakenAsync(await Host.SendAsync(TestAlerts.OfKey(41, confidence: 5)));
        var aside = (await JsonAsync(await asking.GetAsync(new Uri("/api/alerts/aside", UriKind.Relative)))).EnumerateArray().First(one => one.GetProperty("alert").GetProperty("id").GetString() == "alert-41");
        var incident = (await JsonAsync(await PostAsync(asking, $"/api/alerts/aside/{aside.GetProperty("sequence").GetInt64()}/response", "{}"))).GetProperty("incident").GetString();
        var plan = await Host.UntilAsync<JsonElement>(async () => (await JsonAsync(await asking.GetAsync(new Uri($"/api/incidents/{incident}", UriKind.Relative)))) is var file
            && file.TryGetProperty("report", out var report) && report.GetProperty("waiting").GetArrayLength() > 0 ? report.GetProperty("planHash") : null, "containment should wait");
        var approval = $$"""{ "plan": "{{plan.GetString()}}" }""";
        (await PostAsync(asking, $"/api/incidents/{incident}/approval", approval)).StatusCode.Should().Be(HttpStatusCode.Conflict);
        using var other = await SignedInAsync("lea@example.com", "leads");
        (await PostAsync(other, $"/api/incidents/{incident}/approval", approval)).StatusCode.Should().Be(HttpStatusCode.OK);
        await Host.UntilAsync<bool>(async () => (await JsonAsync(await other.GetAsync(new Uri($"/api/incidents/{incident}", UriKind.Relative)))).GetProperty("report").TryGetProperty("containedAt", out _) ? true : null, "the approved plan should contain");
    }

    [Fact]
    public async Task Sender_WithATokenForThisHost_NeedsNoKey() =>
        (await AlertTests.TakenAsync(await SendAsync(fixture.Provider.Token("irsdk-api", "siem", ["siem"])))).GetProperty("outcome").GetString().Should().BeOneOf("opened", "joined", "known");

    [Theory]
    [InlineData("another audience")]
    [InlineData("another key")]
    [InlineData("expired")]
    [InlineData("no sender")]
    [InlineData("no token")]
    public async Task Sender_WithATokenThatIsNoGood_IsRefused(string what)
    {
        using var stranger = RSA.Create(2048);
        var provider = fixture.Provider;
        var token = what switch
        {
            "another audience" => provider.Token("another", "siem", ["siem"]),
            "another key" => provider.Token("irsdk-api", "siem", ["siem"], TimeSpan.FromMinutes(5), stranger),
            "expired" => provider.Token("irsdk-api", "siem", ["siem"], TimeSpan.FromMinutes(-20)),
            "no sender" => provider.Token("irsdk-api", "vera@example.com", ["all"]),
            _ => "nonsense",
        };
        using var answer = await SendAsync(token);
        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Program_WithAViewersToken_Reads()
    {
        using var program = new HttpClient { BaseAddress = Host.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", fixture.Provider.Token("irsdk-api", "dashboard", ["all"])) } };
        (await program.GetAsync(new Uri("/api/incidents", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private async Task<HttpResponseMessage> SendAsync(string token) => await Host.SendAsync(TestAlerts.OfKey(51), request =>
    {
        request.Headers.Remove(WebhookSignature.SignatureHeader);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
    });

    private async Task<HttpClient> SignedInAsync(string email, params string[] groups)
    {
        // Cookies of the provider and of the host are kept by address, so every step of the flow is followed by hand.
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Host.Address };
        fixture.Provider.Person = (email, groups);
        var next = new Uri(Host.Address, "/sign-in?to=/api/playbooks");
        for (var step = 0; step < 6; step++)
        {
            using var answer = await client.GetAsync(next);
            (answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.OK or HttpStatusCode.Forbidden).Should().BeTrue("{0} {1} {2}", next, answer, Host.Output);
            if (answer.Headers.Location is not { } location)
            {
                break;
            }

            next = new Uri(next, location);
        }

        return client;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string json) => client.PostAsync(new Uri(path, UriKind.Relative), new StringContent(json, Encoding.UTF8, "application/json"));

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            answer.IsSuccessStatusCode.Should().BeTrue(text);
            return JsonElement.Parse(text);
        }
    }

    /// <summary>A host whose people an OpenID provider knows.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        private readonly PlaybookRepository repository = new();

        internal OpenIdProvider Provider { get; private set; } = null!;

        internal HostProcess Host { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Provider = await OpenIdProvider.StartAsync();
            Host = new(
                repository, "--IrSdk:Latency=2", "--IrSdk:HoldFor=00:00:00", "--IrSdk:Guards=guards.json",
                $"--IrSdk:Access:Authority={Provider.Issuer}", "--IrSdk:Access:AllowHttpAuthority=true", "--IrSdk:Access:Audience=irsdk-api",
                "--IrSdk:Access:Roles:viewer:0=all", "--IrSdk:Access:Roles:responder:0=soc", "--IrSdk:Access:Roles:approver:0=leads", "--IrSdk:Access:Roles:administrator:0=admins", "--IrSdk:Access:Roles:sender:0=siem");
            Host.Write("guards.json", """{ "consent": "approve" }""");
            await Host.StartAsync();
        }

        public async ValueTask DisposeAsync()
        {
            Host.Dispose();
            repository.Dispose();
            await Provider.DisposeAsync();
        }
    }
}
