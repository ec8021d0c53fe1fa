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
    public async Task Viewer_Looks()
    {
        using var viewer = await SignedInAsync("vera@example.com", "all");
        (await viewer.GetAsync(new Uri("/api/incidents", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [MemberData(nameof(Door.Data), MemberType = typeof(Door))]
    public async Task Door_OfWhoHasARoleTooFew_StaysShut(string route, string least)
    {
        var group = least switch { "viewer" => "others", "responder" => "all", "approver" => "soc", _ => "leads" };
        using var person = await SignedInAsync($"one-of-{group}@example.com", group);
        using var request = Door.Request(route);
        using var answer = await person.SendAsync(request);
        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);

        using var program = Door.Request(route);
        program.Headers.Authorization = new AuthenticationHeaderValue("Bearer", fixture.Provider.Token("irsdk-api", $"one-of-{group}@example.com", [group]));
        using var stranger = new HttpClient { BaseAddress = Host.Address };
        (await stranger.SendAsync(program)).StatusCode.Should().Be(HttpStatusCode.Forbidden, "a token opens no more than a sign-in");
    }

    [Fact]
    public async Task SignOut_EndsAlsoACopyOfTheCookie()
    {
        var cookies = new CookieContainer();
        using var person = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = Host.Address };
        await SignedIn.AgainAsync(person, Host, fixture.Provider, "vera@example.com", "all");
        var copied = cookies.GetCookieHeader(Host.Address);
        (await WithCookieAsync(copied)).Should().Be(HttpStatusCode.OK);

        (await (await WebPage.OpenAsync(person, "/")).SubmitAsync("/sign-out")).Status.Should().Be(HttpStatusCode.OK);

        (await person.GetAsync(new Uri("/api/incidents", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await WithCookieAsync(copied)).Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task SignIn_MakesASessionOfItsOwnWhateverCookieCameBefore()
    {
        var cookies = new CookieContainer();
        cookies.Add(Host.Address, new Cookie("irsdk", "planted"));
        using var person = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = Host.Address };
        await SignedIn.AgainAsync(person, Host, fixture.Provider, "vera@example.com", "all");
        var first = cookies.GetCookies(Host.Address)["irsdk"]!;
        first.Value.Should().NotBe("planted");
        first.HttpOnly.Should().BeTrue();
        await SignedIn.AgainAsync(person, Host, fixture.Provider, "ada@example.com", "admins");
        cookies.GetCookies(Host.Address)["irsdk"]!.Value.Should().NotBe(first.Value);
    }

    [Fact]
    public async Task SignIn_OfAnAddressThatTheProviderDidNotVerify_IsRefused()
    {
        using var person = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Host.Address };
        fixture.Provider.IsVerified = false;
        try
        {
            (await SignedIn.AgainAsync(person, Host, fixture.Provider, "ada@example.com", "admins")).Should().Be(HttpStatusCode.Forbidden);
        }
        finally
        {
            fixture.Provider.IsVerified = true;
        }

        (await person.GetAsync(new Uri("/api/incidents", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task SignIn_LeadsNowhereElse(string to)
    {
        using var person = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Host.Address };
        fixture.Provider.Person = ("vera@example.com", ["all"]);
        var next = new Uri(Host.Address, $"/sign-in?to={Uri.EscapeDataString(to)}");
        Uri? last = null;
        for (var step = 0; step < 4; step++)
        {
            using var answer = await person.GetAsync(next);
            if (answer.Headers.Location is not { } location)
            {
                break;
            }

            next = last = new Uri(next, location);
        }

        last!.Host.Should().Be("127.0.0.1");
        last.Port.Should().Be(Host.Address.Port);
    }

    [Fact]
    public async Task Request_ForwardedByAStranger_IsNotBelieved()
    {
        using var stranger = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { { "X-Forwarded-Host", "evil.example" }, { "X-Forwarded-Proto", "https" }, { "X-Forwarded-For", "203.0.113.9" } } };
        using var answer = await stranger.SendAsync(request);
        answer.Headers.Location!.Query.Should().NotContain("evil.example").And.Contain(Uri.EscapeDataString(Host.Address.ToString().TrimEnd('/')));
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

    private Task<HttpClient> SignedInAsync(string email, params string[] groups) => SignedIn.AsAsync(Host, fixture.Provider, email, groups);

    private async Task<HttpStatusCode> WithCookieAsync(string cookie)
    {
        using var other = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/incidents") { Headers = { { "Cookie", cookie } } };
        using var answer = await other.SendAsync(request);
        return answer.StatusCode;
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
