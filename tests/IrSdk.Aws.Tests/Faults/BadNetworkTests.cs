using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using IrSdk.Connectors;
using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.Faults;

/// <summary>
/// The whole response, from alert to page, while 30 % of all calls are throttled, 10 % answered 503, and 5 % done with the answer lost.
/// CloudTrail's event history and the SSM agent are not played by this server: they answer as those of an account do whose history is
/// empty and whose host has no agent, so the processes of the host are a stated gap.
/// </summary>
public sealed class BadNetworkTests(MotoServer moto, ITestOutputHelper output)
{
    /// <summary>The SDK's own policy gives up after so many tries of one call.</summary>
    private const int TriesOfTheSdk = 3;

    /// <summary>Copies are all alike; so many are enough to go wrong.</summary>
    private const int HoursOfLog = 12;

    /// <summary>Pauses are most of a run's time; twice as fast, a step of 30 s still has 15 for the answers of a busy server.</summary>
    private const int Times = 2;

    /// <summary>One run alone, which waits most of its deadline out.</summary>
    private const int TimesAlone = 4;

    /// <summary>While one run waits the server answers another, each in an account of its own.</summary>
    private const int AtOnce = 3;

    private static readonly FaultRates Rates = new() { Throttled = 0.3, Unavailable = 0.1, Lost = 0.05 };
    private static readonly int Runs = int.Parse(Environment.GetEnvironmentVariable("IRSDK_AWS_FAULT_RUNS") ?? "5", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Respond_OnABadNetwork_ContainsEverythingOnceAndSaysWhatIsMissing()
    {
        var bucket = await HandlerRig.EvidenceBucketAsync(moto);
        var runs = new ConcurrentBag<(int Longest, int Faults)>();
        await Parallel.ForEachAsync(Enumerable.Range(1, Runs), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken }, async (seed, _) =>
        {
            var folder = Directory.CreateTempSubdirectory("ir-faults-");
            runs.Add(await RunAsync(seed, bucket, folder.FullName));
            folder.Delete(recursive: true);
        });

        runs.Sum(run => run.Faults).Should().BeGreaterThan(40 * Runs, "the network was bad");
        runs.Max(run => run.Longest).Should().BeGreaterThan(TriesOfTheSdk, "calls are tried again while there is time, however often that is");
    }

    private async Task<(int Longest, int Faults)> RunAsync(int seed, string bucket, string folder)
    {
        var setting = Stopwatch.GetTimestamp();
        using var stage = await CompromiseStage.SetAsync(moto.Options(), MotoServer.NewAccount());
        await stage.KeepHoursAsync(HoursOfLog);
        var set = Stopwatch.GetElapsedTime(setting);
        var time = new FasterTime(Times);
        FaultyHttp? network = null;
        Invocations? calls = null;
        var options = moto.Options(inner => calls = new(network = new(Played(inner), Rates, seed))) with
        {
            EvidenceBucket = bucket,
            LogDelivery = TimeSpan.Zero,
            Jitter = static () => 0,
            Time = time,
        };
        var incident = stage.Incident($"inc-bad-{seed}", time);
        var start = Stopwatch.GetTimestamp();
        var report = await RespondAsync(options, incident, folder);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"seed {seed}: stage in {set.TotalSeconds:0.0} s, {report.Status} in {report.TimeToContain?.TotalSeconds:0.0} s, ended after {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s, {calls!.Calls} calls, {network!.Faults} faults, at most {calls.Longest} tries; gaps: {string.Join(" | ", report.Gaps.Select(gap => $"{gap.Kind} of {gap.Resource.Id}: {gap.Reason}"))}"));
        report.Status.Should().Be(RunStatus.Contained, Said(seed, report));
        report.Steps.Should().OnlyContain(step => step.Status == StepStatus.Done || step.Status == StepStatus.Secured || step.Status == StepStatus.Gap, Said(seed, report));
        foreach (var missing in report.Steps.Where(step => step.Status == StepStatus.Gap))
        {
            report.Gaps.Should().Contain(gap => gap.Resource == missing.Resource && gap.Reason.Length > 0, Said(seed, report));
        }

        await NothingIsDoubledAsync(stage, incident.Id, Said(seed, report));
        Directory.GetFiles(Path.Combine(folder, "outbox"), "*.md").Select(Path.GetFileName).Should().BeEquivalentTo([$"{incident.Id}.ticket.md", $"{incident.Id}.page.md"]);
        return (calls.Longest, network.Faults);
    }

    [Fact]
    public async Task Respond_ACaptureThatNeverSucceeds_IsAStatedGapAndContainmentGoesOn()
    {
        using var stage = await CompromiseStage.SetAsync(moto.Options(), MotoServer.NewAccount());
        var time = new FasterTime(TimesAlone);
        var options = moto.Options(inner => new Unavailable(Played(inner), "CreateSnapshots", "CreateSnapshot")) with
        {
            EvidenceBucket = await HandlerRig.EvidenceBucketAsync(moto),
            LogDelivery = TimeSpan.Zero,
            Time = time,
        };
        var folder = Directory.CreateTempSubdirectory("ir-faults-");

        var report = await RespondAsync(options, stage.Incident("inc-lost", time), folder.FullName);

        folder.Delete(recursive: true);
        report.Status.Should().Be(RunStatus.Contained, Said(0, report));
        report.Gaps.Where(gap => gap.Kind == Evidence.Volumes).Should().ContainSingle().Which.Reason.Should().StartWith("not secured by the time that containment had to go on").And.MatchRegex("; last: .*CreateSnapshots.*\\(ServiceUnavailable\\)");
        report.Steps.Single(step => step.Action == "quarantine-instance").Status.Should().Be(StepStatus.Done);
    }

    /// <summary>Responds with a journal that must be whole afterwards.</summary>
    private static async Task<RunReport> RespondAsync(AwsOptions options, Incident incident, string folder)
    {
        var provider = new NoticeOutbox(Path.Combine(folder, "outbox")).AddTo(AwsProvider.Create(options));
        var file = Path.Combine(folder, "journal.db");
        RunReport report;
        await using (var journal = SqliteJournal.Open(file, options.Time))
        {
            report = await new Responder(provider, journal, new() { Time = options.Time }).RespondAsync(CompromiseStage.Playbook, incident, null, TestContext.Current.CancellationToken);
        }

        (await JournalVerifier.VerifyAsync(file, null, null, TestContext.Current.CancellationToken)).Valid.Should().BeTrue();
        return report;
    }

    /// <summary>Asked as the account's administrator, over a good network and without our clients.</summary>
    private async Task NothingIsDoubledAsync(CompromiseStage stage, IncidentId incident, string run)
    {
        using var admin = await RawQuery.OfAsync(moto.Url, stage.Account);
        var host = stage.Host.Name;
        var volumes = (await admin.Ec2Async("DescribeVolumes", ("Filter.1.Name", "attachment.instance-id"), ("Filter.1.Value.1", host))).Descendants("attachmentSet")
            .SelectMany(one => one.Descendants("volumeId")).Select(one => one.Value).ToList();
        volumes.Should().HaveCount(2);
        var snapshots = await admin.Ec2Async("DescribeSnapshots", ("Filter.1.Name", "tag:irsdk:incident"), ("Filter.1.Value.1", incident.ToString()));
        snapshots.Descendants("volumeId").Select(one => one.Value).Should().BeEquivalentTo(volumes, $"each volume has one snapshot; {run}");
        var interfaces = (await admin.Ec2Async("DescribeNetworkInterfaces", ("Filter.1.Name", "attachment.instance-id"), ("Filter.1.Value.1", host))).Element("networkInterfaceSet")!.Elements("item").ToList();
        interfaces.Should().HaveCount(2);
        interfaces.Should().OnlyContain(one => one.Element("groupSet")!.Elements("item").Count() == 1 && one.Element("groupSet")!.Descendants("groupName").Single().Value == "irsdk-isolation");
        (await admin.Ec2Async("DescribeSecurityGroups", ("Filter.1.Name", "group-name"), ("Filter.1.Value.1", "irsdk-isolation"))).Element("securityGroupInfo")!.Elements("item").Should().ContainSingle();
        (await admin.KeyStatusAsync(stage.Key.UserName!, stage.Key.Name)).Should().Be("Inactive");
        (await admin.IamAsync("ListUserPolicies", ("UserName", stage.Key.UserName!))).Descendants("member").Should().ContainSingle(run);
        (await admin.IamAsync("ListRolePolicies", ("RoleName", stage.Role.Name))).Descendants("member").Should().ContainSingle(run);
    }

    private static ScriptedHistory Played(HttpMessageHandler inner) => new(
        new Scripted(inner).Answer("DescribeInstanceInformation", static _ => """{"InstanceInformationList":[]}"""), static _ => []);

    private static string Said(int seed, RunReport report) =>
        $"seed {seed}: {string.Join("; ", report.Steps.Select(step => $"{step.Phrase} {step.Resource.Id} {step.Status} {step.Detail}"))}".Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
