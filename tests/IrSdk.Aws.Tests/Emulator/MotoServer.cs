using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Amazon.Runtime;

[assembly: AssemblyFixture(typeof(IrSdk.Aws.Tests.MotoServer))]

namespace IrSdk.Aws.Tests;

/// <summary>An AWS that none of us wrote, on a free port of this machine, ended by its process id.</summary>
public sealed class MotoServer : IAsyncLifetime
{
    /// <summary>The credentials of AWS's own documentation.</summary>
    public const string AccessKeyId = "AKIAIOSFODNN7EXAMPLE";

    public const string SecretAccessKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private static int accounts;

    private readonly HttpClient http = new();
    private readonly string recording = Path.GetTempFileName();
    private Process? process;

    /// <summary>The account that the server plays when nobody says another.</summary>
    public static AccountId Account { get; } = new("123456789012");

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    public async ValueTask InitializeAsync()
    {
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
    public static AccountId NewAccount() => new($"{Interlocked.Increment(ref accounts) + 200_000_000_000L}");

    /// <summary>Options that reach this server with credentials of its own account, which assume roles in others.</summary>
    internal AwsOptions Options(Func<HttpMessageHandler, HttpMessageHandler>? wrap = null) => new()
    {
        ServiceUrl = Url,
        Regions = ["us-east-1", "eu-west-1"],
        Credentials = new BasicAWSCredentials(AccessKeyId, SecretAccessKey),
        WrapHttp = wrap,
    };

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
