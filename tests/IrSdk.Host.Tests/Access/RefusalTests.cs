using System.Net;
using System.Text;
using System.Text.Json;
using IrSdk.Host.Tests.Alerts;
using IrSdk.Sending;

namespace IrSdk.Host.Tests.Access;

/// <summary>Every request that must not get through, tried on the built host.</summary>
public sealed class RefusalTests(RefusalTests.Fixture fixture) : IClassFixture<RefusalTests.Fixture>
{
    private HostProcess Host => fixture.Host;

    [Fact]
    public async Task Alert_WithoutASignature_IsRefused() =>
        await RefusedAsync(await Host.SendAsync(TestAlerts.OfKey(1), request => request.Headers.Remove(WebhookSignature.SignatureHeader)), HttpStatusCode.Unauthorized, "not signed");

    [Fact]
    public async Task Alert_WithAForgedSignature_IsRefused() =>
        await RefusedAsync(await Host.SendAsync(TestAlerts.OfKey(1), request => Change(request, WebhookSignature.SignatureHeader, "v1=" + new string('0', 64))), HttpStatusCode.Unauthorized, "does not fit");

    [Fact]
    public async Task Alert_WhoseBodyWasChanged_IsRefused() =>
        await RefusedAsync(await Host.SendAsync(TestAlerts.OfKey(1), request => request.Content = new StringContent(TestAlerts.OfKey(2))), HttpStatusCode.Unauthorized, "does not fit");

    [Fact]
    public async Task Alert_OfAnUnknownKey_IsRefusedInTheSameWords() =>
        await RefusedAsync(await Host.SendAsync(TestAlerts.OfKey(1), request => Change(request, WebhookSignature.KeyHeader, "other")), HttpStatusCode.Unauthorized, "does not fit");

    [Fact]
    public async Task Alert_SignedLongAgo_IsRefused()
    {
        using var request = Host.Signed(Encoding.UTF8.GetBytes(TestAlerts.OfKey(1)), DateTimeOffset.UtcNow.AddMinutes(-6).ToUnixTimeSeconds());
        await RefusedAsync(await Host.Client.SendAsync(request), HttpStatusCode.Unauthorized, "time is not now");
    }

    [Fact]
    public async Task Alert_Replayed_IsRefused()
    {
        var body = Encoding.UTF8.GetBytes(TestAlerts.OfKey(7));
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        using var first = Host.Signed(body, now);
        (await Host.Client.SendAsync(first)).StatusCode.Should().Be(HttpStatusCode.Accepted);
        using var second = Host.Signed(body, now);
        await RefusedAsync(await Host.Client.SendAsync(second), HttpStatusCode.Unauthorized, "came before");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"schema\":\"irsdk.alert/v1\"}")]
    [InlineData("\u0000\u0001")]
    public async Task Alert_Malformed_IsRefusedWithThePlace(string document) =>
        await RefusedAsync(await Host.SendAsync(document), HttpStatusCode.UnprocessableEntity, "cannot be read at");

    [Fact]
    public async Task Alert_TooLarge_IsRefused()
    {
        using var answer = await Host.SendAsync(new string(' ', 1_048_577));
        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("/api/incidents")]
    [InlineData("/api/playbooks")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/approve?link=x")]
    public async Task Anything_WithoutSigningIn_IsRefused(string path)
    {
        using var stranger = new HttpClient { BaseAddress = Host.Address };
        (await stranger.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/api/freeze")]
    [InlineData("/api/thaw")]
    [InlineData("/api/incidents/inc-1/undo")]
    [InlineData("/api/incidents/inc-1/approval")]
    public async Task Decision_WithoutSigningIn_IsRefused(string path)
    {
        using var stranger = new HttpClient { BaseAddress = Host.Address };
        (await stranger.PostAsync(new Uri(path, UriKind.Relative), new StringContent("{}", Encoding.UTF8, "application/json"))).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Decision_FromAnotherSite_IsRefused(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/freeze") { Content = new StringContent("{\"because\":\"test\"}", Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation(header, value);
        await RefusedAsync(await Host.Client.SendAsync(request), HttpStatusCode.Forbidden, "Another site");
    }

    [Fact]
    public async Task Request_ForAnotherName_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/incidents");
        request.Headers.Host = "evil.example";
        (await Host.Client.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task SignIn_WithAUsedLink_IsRefused()
    {
        var link = Host.SignInLink();
        using var one = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        (await one.GetAsync(new Uri(link))).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await one.GetAsync(new Uri(link))).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    [InlineData("%2e%2e")]
    [InlineData("inc-1%00")]
    [InlineData("INC-1'--")]
    public async Task Incident_ByANameThatIsNone_IsNotFound(string name)
    {
        using var answer = await Host.Client.GetAsync(new Uri($"/api/incidents/{name}", UriKind.Relative));
        answer.StatusCode.Should().BeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).Should().NotContain("root:");
    }

    [Fact]
    public async Task ApprovalLink_Forged_IsRefused() =>
        await RefusedAsync(await Host.Client.GetAsync(new Uri("/approve?link=Zm9yZ2Vk", UriKind.Relative)), HttpStatusCode.Gone, "no link that the host made");

    [Fact]
    public async Task Approval_OfAnotherPlan_IsRefusedAndTheRightOneLetsContainmentGoOn()
    {
        var incident = (await AlertTests.TakenAsync(await Host.SendAsync(TestAlerts.OfKey(21)))).GetProperty("incident").GetString()!;
        await Host.UntilIncidentAsync(incident, one => one.GetProperty("waits").GetInt32() > 0, "containment should wait for an approval");

        await RefusedAsync(await Host.PostAsync($"/api/incidents/{incident}/approval", new { plan = new string('0', 64) }), HttpStatusCode.Conflict, "plan has changed");
        var plan = (await Host.GetAsync($"/api/incidents/{incident}")).GetProperty("report").GetProperty("planHash").GetString()!;
        (await Host.PostAsync($"/api/incidents/{incident}/approval", new { plan })).StatusCode.Should().Be(HttpStatusCode.OK);
        await Host.UntilIncidentAsync(incident, one => one.TryGetProperty("containedAt", out _), "the approved plan should contain");
        var approval = (await Host.GetAsync($"/api/incidents/{incident}")).GetProperty("approvals")[0];
        approval.GetProperty("by").GetString().Should().Be("local");
        (approval.GetProperty("until").GetDateTimeOffset() - approval.GetProperty("at").GetDateTimeOffset()).Should().BeCloseTo(TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Approval_ByWhoAskedForTheResponse_IsRefused()
    {
        await AlertTests.TakenAsync(await Host.SendAsync(TestAlerts.OfKey(31, confidence: 5)));
        var aside = (await Host.GetAsync("/api/alerts/aside")).EnumerateArray().First(one => one.GetProperty("alert").GetProperty("id").GetString() == "alert-31");
        var answer = await Host.PostAsync($"/api/alerts/aside/{aside.GetProperty("sequence").GetInt64()}/response", new { });
        var incident = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("incident").GetString()!;
        await Host.UntilIncidentAsync(incident, one => one.GetProperty("waits").GetInt32() > 0, "containment should wait for an approval");
        var plan = (await Host.GetAsync($"/api/incidents/{incident}")).GetProperty("report").GetProperty("planHash").GetString()!;
        await RefusedAsync(await Host.PostAsync($"/api/incidents/{incident}/approval", new { plan }), HttpStatusCode.Conflict, "somebody else");
    }

    [Fact]
    public async Task Answer_Always_CarriesItsDefences()
    {
        using var answer = await Host.Client.GetAsync(new Uri("/api/incidents", UriKind.Relative));
        answer.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("default-src 'none'").And.Contain("frame-ancestors 'none'").And.NotContain("unsafe");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        answer.Headers.Contains("Server").Should().BeFalse();
    }

    private static void Change(HttpRequestMessage request, string header, string value)
    {
        request.Headers.Remove(header);
        request.Headers.Add(header, value);
    }

    private static async Task RefusedAsync(HttpResponseMessage answer, HttpStatusCode status, string because)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            answer.StatusCode.Should().Be(status, text);
            text.Should().Contain(because);
        }
    }

    /// <summary>One host for all of them, in which containment waits for an approval.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        private readonly PlaybookRepository repository = new();

        internal HostProcess Host { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Host = new(repository, "--IrSdk:Latency=2", "--IrSdk:HoldFor=00:00:00", "--IrSdk:Guards=guards.json");
            Host.Write("guards.json", """{ "consent": "approve" }""");
            await Host.StartAsync();
            await Host.SignInAsync();
        }

        public ValueTask DisposeAsync()
        {
            Host.Dispose();
            repository.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
