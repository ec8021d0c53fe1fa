using System.Net;

namespace IrSdk.Host.Tests.Access;

/// <summary>A host that asks the provider again after a second, behind a proxy that it knows, under a public name.</summary>
public sealed class StaleSignInTests
{
    [Fact]
    public async Task Role_TakenAwayAtTheProvider_IsGoneWhenRolesHaveLasted()
    {
        using var repository = new PlaybookRepository();
        await using var provider = await OpenIdProvider.StartAsync();
        using var host = new HostProcess(
            repository, $"--IrSdk:Access:Authority={provider.Issuer}", "--IrSdk:Access:AllowHttpAuthority=true", "--IrSdk:Access:RolesLast=00:00:03", "--IrSdk:Access:PublicAddress=https://ir.example",
            "--IrSdk:Access:Proxies:0=127.0.0.0/8", "--IrSdk:Access:Roles:viewer:0=all", "--IrSdk:Access:Roles:responder:0=soc");
        await host.StartAsync();
        using var person = await SignedIn.AsAsync(host, provider, "rob@example.com", "soc");
        (await person.GetAsync(new Uri("/api/incidents", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.OK);

        await host.UntilAsync<bool>(async () => (await person.GetAsync(new Uri("/api/incidents", UriKind.Relative))).StatusCode == HttpStatusCode.Unauthorized ? true : null, "the sign-in should be asked about again");
        using (var page = new HttpRequestMessage(HttpMethod.Get, "/incidents/inc-1?plan=x") { Headers = { { "Accept", "text/html" } } })
        {
            using var answer = await person.SendAsync(page);
            answer.Headers.Location!.OriginalString.Should().Be("/sign-in?to=%2Fincidents%2Finc-1%3Fplan%3Dx", "people come back to where they were");
        }

        await SignedIn.AgainAsync(person, host, provider, "rob@example.com", "all");
        using var request = Door.Request("/api/freeze");
        (await person.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.Forbidden, "the provider says that the role is gone");

        (await ForwardedAsync(host, "ir.example")).Should().Contain("redirect_uri=https%3A%2F%2Fir.example%2F");
        (await ForwardedAsync(host, "evil.example")).Should().Contain("redirect_uri=").And.NotContain("evil", "a proxy that is known passes on the name that was asked for, and only the public one is ours");
        using var other = new HttpRequestMessage(HttpMethod.Get, "/api/incidents") { Headers = { Host = "evil.example" } };
        (await person.SendAsync(other)).StatusCode.Should().Be(HttpStatusCode.BadRequest, "another name that leads here is not ours");
    }

    private static async Task<string> ForwardedAsync(HostProcess host, string name)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { { "X-Forwarded-Host", name }, { "X-Forwarded-Proto", "https" }, { "X-Forwarded-For", "203.0.113.9" } } };
        using var answer = await client.SendAsync(request);
        return answer.Headers.Location!.Query;
    }
}
