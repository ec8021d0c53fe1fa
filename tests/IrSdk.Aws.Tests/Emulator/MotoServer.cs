using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Amazon.Runtime;

[assembly: AssemblyFixture(typeof(IrSdk.Aws.Tests.MotoServer))]

namespace IrSdk.Aws.Tests;

/// <summary>
/// An AWS that none of us wrote: the endpoint that <c>IRSDK_TEST_AWS_ENDPOINT</c> names, which is neither started, reset nor ended, or else
/// a server on a free port of this machine, ended by its process id.
/// </summary>
public sealed class MotoServer : IAsyncLifetime
{
    public const string Variable = "IRSDK_TEST_AWS_ENDPOINT";

    /// <summary>The credentials of AWS's own documentation.</summary>
    public const string AccessKeyId = "AKIAIOSFODNN7EXAMPLE";

    public const string SecretAccessKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private static readonly Uri? Named = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } url ? new(url.TrimEnd('/') + "/") : null;

    /// <summary>An endpoint that others use too has seen the first numbers already.</summary>
    private static long accounts = 200_000_000_000L + (Named is null ? 0 : TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() % 700_000_000 * 1_000);

    private readonly bool isOwn;

    private readonly HttpClient http = new();
    private readonly string recording = Path.GetTempFileName();
    private Process? process;
    private string? unfit;

    public MotoServer()
        : this(isOwn: Named is null) { }

    private MotoServer(bool isOwn) => this.isOwn = isOwn;

    /// <summary>The account that the server plays when nobody says another.</summary>
    public static AccountId Account { get; private set; } = new("123456789012");

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>
    /// A server of a test's own, whatever the variable says: for who resets it, plays an agent in front of it, or reads its own record of
    /// calls, which only moto has.
    /// </summary>
    public static MotoServer Own() => new(isOwn: true);

    public async ValueTask InitializeAsync()
    {
        if (!isOwn)
        {
            await UseNamedAsync();
            return;
        }

        var port = FreePort.Take();
        Url = new($"http://127.0.0.1:{port}/");
        try
        {
            process = Process.Start(new ProcessStartInfo("moto_server", ["-H", "127.0.0.1", "-p", $"{port}"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment =
                {
                    ["AWS_EC2_METADATA_DISABLED"] = "true",
                    ["MOTO_EC2_LOAD_DEFAULT_AMIS"] = "false",
                    ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true",

                    // By default all servers of a folder record into one file.
                    ["MOTO_RECORDER_FILEPATH"] = recording,
                },
            })!;
        }
        catch (System.ComponentModel.Win32Exception) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip("moto_server is not on the PATH; install it with 'pip install moto[server]' to run this test.");
        }

        process!.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await AnswersAsync();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        File.Delete(recording);
    }

    /// <summary>An account that no other test has: whoever assumes a role in it is in a world of their own.</summary>
    public static AccountId NewAccount() => new($"{Interlocked.Increment(ref accounts)}");

    /// <summary>Options that reach this server with credentials of its own account, which assume roles in others.</summary>
    internal AwsOptions Options(Func<HttpMessageHandler, HttpMessageHandler>? wrap = null)
    {
        RequireAnyAccount();
        return Reaching(wrap);
    }

    /// <summary>Most tests work in an account of their own, which they enter without anybody's consent, and prepare it with requests that are not signed.</summary>
    internal void RequireAnyAccount()
    {
        if (unfit is not null)
        {
            Assert.Skip(unfit);
        }
    }

    private AwsOptions Reaching(Func<HttpMessageHandler, HttpMessageHandler>? wrap = null) => new()
    {
        ServiceUrl = Url,
        Regions = ["us-east-1", "eu-west-1"],

        // Everybody asks the same server: on a busy machine an answer may take longer than AWS's.
        CallTimeout = TimeSpan.FromMinutes(1),
        // Null: the SDK's own chain.
        Credentials = !isOwn && (!Url.IsLoopback || Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID") is not null) ? null : new BasicAWSCredentials(AccessKeyId, SecretAccessKey),
        WrapHttp = wrap,
    };

    private async Task UseNamedAsync()
    {
        Url = Named!;
        using var accounts = new AwsAccounts(Reaching());
        Account = await accounts.CallerAsync(TestContext.Current.CancellationToken);
        try
        {
            using var admin = await RawQuery.OfAsync(Url, NewAccount());
            await admin.IamAsync("ListUsers");
        }
        catch (Exception refused) when (refused is InvalidOperationException or HttpRequestException or System.Xml.XmlException)
        {
            unfit = $"The endpoint of {Variable} does not let a test into an account of its own ({refused.Message}); rehearse with 'ir drill --live' there.";
        }
    }

    /// <summary>The server says nothing when it is ready; a refused connection is the only sign that it is not.</summary>
    private async Task AnswersAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await timer.WaitForNextTickAsync(limit.Token))
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(Url, "/moto-api/data.json"), limit.Token);
                return;
            }
            catch (HttpRequestException) when (!process!.HasExited)
            {
                // Not yet.
            }
        }
    }
}
