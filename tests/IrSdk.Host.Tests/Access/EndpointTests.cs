using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace IrSdk.Host.Tests.Access;

/// <summary>Every address that the host serves, as it maps them.</summary>
public sealed class EndpointTests
{
    /// <summary>What strangers may ask: alerts are signed, sign-in is how one stops being a stranger, and probes say only whether the host is well.</summary>
    private static readonly string[] Open = ["/alerts", "/sign-in", "/health", "/healthz", "/livez", "/readyz", "/health/live", "/health/ready"];

    [Fact]
    public async Task Endpoints_ThatChangeSomething_EachAskForTheRoleThatRefusalsAreTriedWith()
    {
        var changing = (await EndpointsAsync()).Where(endpoint => !IsRead(endpoint) && Route(endpoint) != "/alerts").ToList();

        changing.Select(endpoint => new Door(Route(endpoint), Role(endpoint))).Should().BeEquivalentTo(Door.All);
        changing.Should().OnlyContain(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() == null);
    }

    [Fact]
    public async Task Endpoints_ThatAreRead_AskForARoleUnlessStrangersMayAsk()
    {
        var reading = (await EndpointsAsync()).Where(IsRead).ToList();

        reading.Should().HaveCountGreaterThan(8);
        reading.Where(endpoint => !Open.Contains(Route(endpoint))).Should().OnlyContain(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() == null && Role(endpoint) == "viewer", "{0}", string.Join(' ', reading.Select(Route)));
    }

    private static bool IsRead(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is not { } methods || methods.HttpMethods.All(method => method is "GET" or "HEAD");

    private static string Route(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    private static string Role(RouteEndpoint endpoint) => endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).LastOrDefault() ?? "none";

    private static async Task<List<RouteEndpoint>> EndpointsAsync()
    {
        var folder = Directory.CreateTempSubdirectory("irsdk-endpoints-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "sources.json"), """{ "sources": [{ "name": "here", "directory": ".", "development": true }] }""");
            await using WebApplication app = await HostProgram.BuildAsync(["--contentRoot", folder.FullName, "--urls", "http://127.0.0.1:0"]);
            return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
