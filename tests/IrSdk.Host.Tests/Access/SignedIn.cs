using System.Net;

namespace IrSdk.Host.Tests.Access;

/// <summary>A browser of somebody whom the provider vouched for.</summary>
internal static class SignedIn
{
    public static async Task<HttpClient> AsAsync(HostProcess host, OpenIdProvider provider, string email, params string[] groups)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = host.Address };
        await AgainAsync(client, host, provider, email, groups);
        return client;
    }

    /// <summary>Cookies of the provider and of the host are kept by address, so every step of the flow is followed by hand.</summary>
    /// <returns>What the last step answered.</returns>
    public static async Task<HttpStatusCode> AgainAsync(HttpClient client, HostProcess host, OpenIdProvider provider, string email, params string[] groups)
    {
        provider.Person = (email, groups);
        var next = new Uri(host.Address, "/sign-in?to=/api/playbooks");
        for (var step = 0; ; step++)
        {
            using var answer = await client.GetAsync(next);
            (answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.OK or HttpStatusCode.Forbidden && step < 6).Should().BeTrue("{0} {1} {2}", next, answer, host.Output);
            if (answer.Headers.Location is not { } location)
            {
                return answer.StatusCode;
            }

            next = new Uri(next, location);
        }
    }
}
