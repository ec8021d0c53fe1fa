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
    public async Task Alert_ThatIsABomb_IsRefusedAtOnce()
    {
        var good = TestAlerts.OfKey(71);
        foreach (var bomb in new[]
        {
            new string('[', 500_000), string.Concat(Enumerable.Repeat("{\"a\":", 100_000)), good.Replace("\"confidence\":92", "\"confidence\":1e999999999", StringComparison.Ordinal),
            good.Replace("\"confidence\":92", $"\"confidence\":{new string('9', 200_000)}", StringComparison.Ordinal), good.Replace("\"confidence\":92", "\"confidence\":92,\"confidence\":5", StringComparison.Ordinal),
        })
        {
            var started = System.Diagnostics.Stopwatch.StartNew();
            await RefusedAsync(await Host.SendAsync(bomb), HttpStatusCode.UnprocessableEntity, "cannot be read at");
            started.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10));
        }
    }

    [Theory]
    [InlineData("../../../../tmp/irsdk-was-here")]
    [InlineData("/tmp/irsdk-was-here")]
    [InlineData("..\\\\..\\\\irsdk-was-here")]
    [InlineData("CON")]
    public async Task Alert_WhoseIdIsAPath_NamesNoFile(string id)
    {
        var incident = (await AlertTests.TakenAsync(await Host.SendAsync(TestAlerts.OfKey(id.Length + 80, id: id)))).GetProperty("incident").GetString()!;
        incident.Should().MatchRegex("^inc-[0-9a-f]{10}$");
        await Host.UntilIncidentAsync(incident, one => one.GetProperty("waits").GetInt32() > 0, "it should be responded to");
        Directory.EnumerateFileSystemEntries(Path.Combine(Host.Data, "worlds")).Select(Path.GetFileName).Should().OnlyContain(name => System.Text.RegularExpressions.Regex.IsMatch(name!, "^inc-[0-9a-f-]+\\.world$"));
        File.Exists("/tmp/irsdk-was-here").Should().BeFalse();
    }

    [Theory]
    [InlineData("../../sender.key")]
    [InlineData("local/../local")]
    [InlineData("Local")]
    [InlineData("local%00")]
    public async Task Alert_OfAKeyThatIsAPath_IsRefusedInTheSameWords(string key) =>
        await RefusedAsync(await Host.SendAsync(TestAlerts.OfKey(1), request => Change(request, WebhookSignature.KeyHeader, key)), HttpStatusCode.Unauthorized, "does not fit");

    [Theory]
    [InlineData(WebhookSignature.KeyHeader)]
    [InlineData(WebhookSignature.TimestampHeader)]
    [InlineData(WebhookSignature.SignatureHeader)]
    public async Task Alert_WithAHeaderTwice_IsRefused(string header) => (await Host.SendAsync(TestAlerts.OfKey(1), request =>
    {
        var value = request.Headers.GetValues(header).Single();
        request.Headers.TryAddWithoutValidation(header, value);
    })).StatusCode.Should().Be(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task Alert_ThatDrips_IsCutOff()
    {
        using var dripping = new System.Net.Sockets.TcpClient();
        await dripping.ConnectAsync(Host.Address.Host, Host.Address.Port);
        var stream = dripping.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /alerts HTTP/1.1\r\nHost: {Host.Address.Authority}\r\nContent-Length: 1000000\r\n\r\n{{"));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        var answer = new byte[4096];
        var read = await stream.ReadAsync(answer, limit.Token);
        Encoding.ASCII.GetString(answer, 0, read).Should().StartWith("HTTP/1.1 408");
        Host.Output.Should().NotContain("unhandled exception");
    }

    [Fact]
    public async Task Alert_OfStrangersWhoNameTheKey_UseUpNothingOfItsHolder()
    {
        // A host of its own: what is used up here, the other tests of this class need.
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, "--IrSdk:Latency=2", "--IrSdk:HoldFor=00:00:00");
        await host.StartAsync();
        var statuses = new List<HttpStatusCode>();
        for (var number = 0; number < 400; number++)
        {
            using var answer = await host.SendAsync("{}", request => Change(request, WebhookSignature.SignatureHeader, "v1=" + new string('0', 64)));
            statuses.Add(answer.StatusCode);
        }

        statuses.Distinct().Should().BeEquivalentTo([HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests], "strangers are told why only so often");
        (await AlertTests.TakenAsync(await host.SendAsync(TestAlerts.OfKey(91)))).GetProperty("outcome").GetString().Should().Be("opened");
    }

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
    [MemberData(nameof(Door.Data), MemberType = typeof(Door))]
    public async Task Door_WithoutSigningIn_StaysShut(string route, string least)
    {
        using var stranger = new HttpClient { BaseAddress = Host.Address };
        using var request = Door.Request(route);
        (await stranger.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.Unauthorized, "it asks for {0}", least);
    }

    [Theory]
    [MemberData(nameof(Door.Data), MemberType = typeof(Door))]
    public async Task Door_FromAnotherSite_StaysShut(string route, string least)
    {
        using var request = Door.Request(route);
        request.Headers.Add("Origin", "https://evil.example");
        await RefusedAsync(await Host.Client.SendAsync(request), HttpStatusCode.Forbidden, "Another site");
        if (!route.StartsWith("/api", StringComparison.Ordinal))
        {
            using var tokenless = Door.Request(route);
            (await Host.Client.SendAsync(tokenless)).StatusCode.Should().Be(HttpStatusCode.BadRequest, "a form of {0} without its token was not made by the page", least);
        }
    }

    [Theory]
    [MemberData(nameof(Door.OfIncidents), MemberType = typeof(Door))]
    public async Task Door_WithANameThatIsNone_ChangesNothing(string route, string least)
    {
        foreach (var name in new[] { "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e%5c%2e%2e", "inc-1%00", "%0d%0aSet-Cookie:x=1", "INC-1'--", new string('a', 3000) })
        {
            using var request = Door.Request(route, name);
            using var answer = await Host.Client.SendAsync(request);
            ((int)answer.StatusCode).Should().BeInRange(400, 499, "{0} with {1} asks for {2}", route, name, least);
            answer.Headers.Contains("Set-Cookie").Should().BeFalse();
        }
    }

    [Theory]
    [InlineData("text/plain", "{ \"because\": \"x\" }", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", "because=x", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", "{", HttpStatusCode.BadRequest)]
    [InlineData("application/json", "null", HttpStatusCode.BadRequest)]
    [InlineData("application/json", "{}", HttpStatusCode.Conflict)]
    public async Task Decision_InAFormThatIsNone_IsRefused(string type, string body, HttpStatusCode status)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        (await Host.Client.PostAsync(new Uri("/api/freeze", UriKind.Relative), content)).StatusCode.Should().Be(status);
    }

    [Fact]
    public async Task Verdict_ThatIsNotSaid_ConfirmsNothing()
    {
        var incident = (await AlertTests.TakenAsync(await Host.SendAsync(TestAlerts.OfKey(61)))).GetProperty("incident").GetString()!;
        await RefusedAsync(await Host.PostAsync($"/api/incidents/{incident}/verdict", new { }), HttpStatusCode.Conflict, "no verdict");
        await RefusedAsync(await Host.PostAsync($"/api/incidents/{incident}/verdict", new { verdict = 7 }), HttpStatusCode.Conflict, "no verdict");
        (await Host.GetAsync($"/api/incidents/{incident}")).TryGetProperty("verdict", out _).Should().BeFalse();
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
