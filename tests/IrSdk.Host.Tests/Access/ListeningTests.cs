namespace IrSdk.Host.Tests.Access;

/// <summary>Without anybody to sign in, the host listens where nobody else is.</summary>
public sealed class ListeningTests
{
    [Theory]
    [InlineData("ASPNETCORE_URLS", "http://0.0.0.0:0", "http://0.0.0.0:0")]
    [InlineData("ASPNETCORE_URLS", "http://127.0.0.1:0;http://+:0", "http://+:0")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "0", "http://*:0")]
    [InlineData("Kestrel__Endpoints__Web__Url", "http://[::]:0", "http://[::]:0")]
    public async Task Start_WhereOthersReachIt_IsRefusedInOneSentence(string variable, string value, string named)
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository) { Urls = null };
        host.Environment[variable] = value;
        host.Launch();
        await host.UntilAsync<bool>(() => Task.FromResult<bool?>(host.HasExited && host.Output.Contains("irsdk-host:", StringComparison.Ordinal) ? true : null), "it should not start");

        host.ExitCode.Should().Be(2);
        host.Output.Trim().Should().Be($"irsdk-host: The host would listen on {named}, where others reach it, and nobody has to sign in; set Access:Authority, or listen on 127.0.0.1.");
    }
}
