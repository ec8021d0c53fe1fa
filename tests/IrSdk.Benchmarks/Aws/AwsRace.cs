using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using IrSdk.Aws;
using IrSdk.Aws.Tests;
using IrSdk.Connectors;
using IrSdk.Planning;
using IrSdk.Runtime;

namespace IrSdk.Benchmarks.Aws;

/// <summary>
/// One compromise, the same account state and the same latency for every call: our response, warm, against a script that makes the
/// calls one after the other, and against the longest chain of our calls by the server's own times. The preflight asks beside it, as it
/// does in earnest.
/// </summary>
internal static class AwsRace
{
    private const double Goal = 1.15;
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(100);

    private static int accounts;

    public static async Task RunAsync(int rounds)
    {
        using var server = await DelayedServer.StartAsync().ConfigureAwait(false);
        var log = new WatchedCalls();
        var options = Options(server) with { EvidenceBucket = "evidence-of-the-race", LogDelivery = TimeSpan.Zero, WrapHttp = log.Wrap };
        await MakeBucketAsync(server, options.Credentials!, options.EvidenceBucket).ConfigureAwait(false);
        var outbox = Directory.CreateTempSubdirectory("ir-race-");
        var provider = new NoticeOutbox(outbox.FullName).AddTo(Watched(AwsProvider.Create(options), log));

        // A host that is up has compiled code, open connections and knows who it is.
        await OursAsync(server, provider, log).ConfigureAwait(false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",8}{"ours: contained",18}{"the limit",12}{"ratio",8}{"calls",7}{"by hand: contained",21}{"preserved",12}{"paged",9}{"calls",7}   (ratio: goal {Goal:0.00}; {Latency.TotalMilliseconds:0} ms a call)"));
        for (var round = 1; round <= rounds; round++)
        {
            var (ours, limit) = await OursAsync(server, provider, log).ConfigureAwait(false);
            var hand = await ByHandAsync(server).ConfigureAwait(false);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"round {round,-2}{ours.TotalSeconds,16:0.00} s{limit.Length.TotalSeconds,10:0.00} s{ours / limit.Length,8:0.00}{log.All.Count(),7}{hand.GetProperty("contained").GetDouble(),19:0.00} s{hand.GetProperty("preserved").GetDouble(),10:0.00} s{hand.GetProperty("paged").GetDouble(),7:0.00} s{hand.GetProperty("calls").GetInt32(),7}"));
            Console.WriteLine($"        the limit: {limit.Through}");
        }

        outbox.Delete(recursive: true);
        Console.WriteLine("By hand the host is cut off before its volumes and logs are secured: what that disturbs is lost.");
    }

    private static async Task<(TimeSpan Contained, Chain Limit)> OursAsync(DelayedServer server, Provider provider, WatchedCalls log)
    {
        await server.DelayAsync(TimeSpan.Zero).ConfigureAwait(false);
        var number = Interlocked.Increment(ref accounts);
        using var stage = await CompromiseStage.SetAsync(Options(server), NewAccount(number)).ConfigureAwait(false);
        var plans = new LastPlan();
        await using var journal = new JournalFolder();
        log.Clear();
        await server.DelayAsync(Latency).ConfigureAwait(false);
        var report = await new Responder(provider, journal.Journal, new() { Plans = plans })
            .RespondAsync(CompromiseStage.Playbook, stage.Incident($"race-{number}"), null, CancellationToken.None).ConfigureAwait(false);
        return report.Status == RunStatus.Contained ? (report.TimeToContain!.Value, CriticalPath.Of(plans.Plan!, log.All))
            : throw new InvalidOperationException($"Nothing to compare: the response ended as {report.Status}; {string.Join("; ", report.Steps.Select(step => $"{step.Id}: {step.Detail}"))}.");
    }

    private static async Task<JsonElement> ByHandAsync(DelayedServer server)
    {
        await server.DelayAsync(TimeSpan.Zero).ConfigureAwait(false);
        var number = Interlocked.Increment(ref accounts);
        using var stage = await CompromiseStage.SetAsync(Options(server), NewAccount(number)).ConfigureAwait(false);
        var bucket = $"evidence-by-hand-{number}";
        await MakeBucketAsync(server, stage.Credentials, bucket).ConfigureAwait(false);
        var folder = Directory.CreateTempSubdirectory("ir-race-");
        var keys = await stage.Credentials.GetCredentialsAsync().ConfigureAwait(false);
        await server.DelayAsync(Latency).ConfigureAwait(false);
        using var script = Process.Start(new ProcessStartInfo("python3",
        [
            DelayedServer.Script("by_hand.py"), server.Url.AbsoluteUri, stage.Key.Name, stage.Key.UserName!, stage.Role.Name, stage.Host.Name, stage.TrailBucket, bucket, folder.FullName,
        ])
        {
            RedirectStandardOutput = true,
            Environment = { ["AWS_ACCESS_KEY_ID"] = keys.AccessKey, ["AWS_SECRET_ACCESS_KEY"] = keys.SecretKey, ["AWS_SESSION_TOKEN"] = keys.Token },
        })!;
        var said = await script.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await script.WaitForExitAsync().ConfigureAwait(false);
        folder.Delete(recursive: true);
        return script.ExitCode == 0 ? JsonElement.Parse(said) : throw new InvalidOperationException("The script failed; its own message is above.");
    }

    private static Provider Watched(Provider aws, WatchedCalls log) => new Provider(aws.Name, aws.Directory) { Preflight = aws.Preflight }
        .Handle(new WatchedHandler<CaptureIdentity>(aws, log))
        .Handle(new WatchedHandler<ExportApiActivity>(aws, log))
        .Handle(new WatchedHandler<SnapshotVolumes>(aws, log))
        .Handle(new WatchedHandler<CaptureProcesses>(aws, log))
        .Handle(new WatchedHandler<ExportNetworkFlows>(aws, log))
        .Handle(new WatchedHandler<RevokeAccessKey>(aws, log))
        .Handle(new WatchedHandler<RevokeSessions>(aws, log))
        .Handle(new WatchedHandler<QuarantineInstance>(aws, log));

    /// <summary>The key of AWS's own documentation; the emulator looks at nothing else.</summary>
    private static AwsOptions Options(DelayedServer server) => new()
    {
        ServiceUrl = server.Url,
        Regions = ["us-east-1"],
        Credentials = new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
    };

    private static async Task MakeBucketAsync(DelayedServer server, AWSCredentials owner, string bucket)
    {
        using var s3 = new AmazonS3Client(owner, new AmazonS3Config { ServiceURL = server.Url.AbsoluteUri, AuthenticationRegion = "us-east-1", ForcePathStyle = true });
        await s3.PutBucketAsync(new PutBucketRequest { BucketName = bucket, ObjectLockEnabledForBucket = true }).ConfigureAwait(false);
    }

    private static AccountId NewAccount(int number) => new(string.Create(CultureInfo.InvariantCulture, $"{300_000_000_000L + number}"));

    private sealed class LastPlan : IProgress<Plan>
    {
        public Plan? Plan { get; private set; }

        public void Report(Plan value) => Plan = value;
    }
}
