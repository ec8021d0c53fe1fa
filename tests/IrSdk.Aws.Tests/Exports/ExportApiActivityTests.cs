using System.Security.Cryptography;
using System.Text;
using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.Exports;

public sealed class ExportApiActivityTests(MotoServer moto)
{
    private static readonly string[] Regions = ["us-east-1", "eu-west-1"];

    private readonly DateTimeOffset now = EvidenceRig.Time.GetUtcNow();
    private ScriptedHistory? history;

    [Fact]
    public async Task Execute_LogsOfTwoRegions_EachIsCopiedOnceLockedAndHashed()
    {
        using var rig = await EvidenceRig.StartAsync(moto, Network);
        var keys = Regions.SelectMany(region => Enumerable.Range(1, 6).Select(hours => TrailObjects.Log(rig.Account, region, now.AddHours(-10 * hours))))
            .Append(TrailObjects.Digest(rig.Account, "us-east-1", now.AddHours(-1))).ToList();
        string[] others = [TrailObjects.Log(rig.Account, "us-east-1", now.AddHours(-80)), TrailObjects.Log(rig.Account, "us-east-1", now.AddDays(-9)), "AWSLogs/999999999999/CloudTrail/us-east-1/x.json.gz"];
        var trail = await rig.BucketAsync("trail", keys.Concat(others).Select(key => (key, $"log {key}")));
        await rig.TrailAsync(trail);

        var result = await rig.ExecuteAsync(Export(rig));

        var record = result.Evidence.Should().ContainSingle().Subject;
        record.Should().BeEquivalentTo(new { Kind = Evidence.ApiActivity, Status = EvidenceStatus.Secured, Detail = "72 h, 13 objects" });
        record.LockedUntil.Should().BeCloseTo(now.AddDays(365), TimeSpan.FromMinutes(1));
        (await rig.CompleteAsync(Export(rig), result)).Failure.Should().BeNull();
        var copies = (await rig.ManifestAsync()).Objects.Where(one => one.Source is not null).ToList();
        copies.Select(one => one.Source).Should().BeEquivalentTo(keys.Select(key => $"s3://{trail}/{key}"));
        copies.Should().OnlyContain(one => one.Sha256 == Sha256(one.Source!.Replace($"s3://{trail}/", "log ")) && one.Resource == Export(rig).Resource.Id);
        foreach (var one in copies)
        {
            ObjectLock.LockedUntil(await ObjectLock.HeadAsync(rig.Own.S3, rig.Bucket, one.Key, one.Version, default)).Should().Be(one.LockedUntil);
        }
    }

    [Fact]
    public async Task Execute_OrganisationTrail_FindsTheAccountUnderTheOrganisation()
    {
        using var rig = await EvidenceRig.StartAsync(moto, Network);
        var trail = await rig.BucketAsync("central", (TrailObjects.Log(rig.Account, "eu-west-1", now.AddHours(-1), "AWSLogs/o-abc123/"), "log"));
        await rig.CallAsync("organizations", "AWSOrganizationsV20161128.CreateOrganization", new { FeatureSet = "ALL" });
        await rig.CallAsync("cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.CreateTrail",
            new { Name = "all", S3BucketName = trail, IsMultiRegionTrail = true, IsOrganizationTrail = true });

        var result = await rig.ExecuteAsync(Export(rig));

        result.Detail.Should().Be("72 h, 1 object; the trail all does not log");
    }

    [Fact]
    public async Task Execute_EventsNotDeliveredYet_AreTakenFromTheHistory_PageByPage()
    {
        using var rig = await EvidenceRig.StartAsync(moto, Network);
        var newest = now.AddHours(-1);
        var trail = await rig.BucketAsync("trail", (TrailObjects.Log(rig.Account, "us-east-1", newest), "log"));
        await rig.TrailAsync(trail);
        happened = region => region == "us-east-1" ? [.. Enumerable.Range(0, 70).Select(number => new { eventName = "AssumeRole", number })] : [];

        var result = await rig.ExecuteAsync(Export(rig));

        result.Detail.Should().Be("72 h, 1 object; 70 newer events");
        await rig.CompleteAsync(Export(rig), result);
        var tail = (await rig.ManifestAsync()).Objects.Single(one => one.Key.EndsWith("event-history/us-east-1.jsonl", StringComparison.Ordinal));
        (await rig.ReadAsync(tail.Key, tail.Version)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(70).And.OnlyContain(line => line.Contains("AssumeRole"));
        var asked = history!.Asked.ToList();
        asked.Should().HaveCount(3, "two pages of one region and one of the other were asked for");
        var from = DateTimeOffset.UnixEpoch.AddSeconds(asked.First(one => one.Region == "us-east-1").Request.GetProperty("StartTime").GetDouble());
        from.Should().BeCloseTo(newest.AddMinutes(-15), TimeSpan.FromMinutes(1), "the rest is delivered");
    }

    [Fact]
    public async Task Complete_LogsDeliveredSince_AreCopiedByTheSecondPass()
    {
        using var rig = await EvidenceRig.StartAsync(moto, Network);
        var trail = await rig.BucketAsync("trail", (TrailObjects.Log(rig.Account, "us-east-1", now.AddHours(-1)), "log"));
        await rig.TrailAsync(trail);
        var result = await rig.ExecuteAsync(Export(rig));
        await rig.PutAsync(trail, TrailObjects.Log(rig.Account, "us-east-1", now.AddMinutes(3)), "late");

        var completion = await rig.CompleteAsync(Export(rig), result);

        completion.Failure.Should().BeNull();
        (await rig.ManifestAsync()).Objects.Where(one => one.Source is not null).Select(one => one.Sha256).Should().BeEquivalentTo(Sha256("log"), Sha256("late"));
    }

    [Fact]
    public async Task Execute_NoTrail_IsAbsent_AndNothingIsWritten()
    {
        using var rig = await EvidenceRig.StartAsync(moto, Network);

        var result = await rig.ExecuteAsync(Export(rig));

        result.Evidence.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Status = EvidenceStatus.Absent, Location = (string?)null });
        rig.Log.Actions.Should().NotContain("s3:PutObject");
    }

    [Fact]
    public async Task Execute_TheTrailsBucketIsGone_IsAGapThatSaysSo()
    {
        using var rig = await EvidenceRig.StartAsync(moto, Network);
        var trail = await rig.BucketAsync("trail");
        await rig.TrailAsync(trail);
        await rig.Admin.S3.DeleteBucketAsync(trail);

        var result = await rig.ExecuteAsync(Export(rig));

        result.Evidence.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Status = EvidenceStatus.Gap, Detail = $"the bucket {trail} of the trail audit no longer exists" });
    }

    [Fact]
    public async Task Execute_AnswersAreLost_EveryLogCountsOnce()
    {
        using var rig = await EvidenceRig.StartAsync(moto, Network, faults: new() { Lost = 0.3, Throttled = 0.1 });
        var keys = Enumerable.Range(1, 12).Select(hours => TrailObjects.Log(rig.Account, "us-east-1", now.AddHours(-hours))).ToList();
        await rig.TrailAsync(await rig.BucketAsync("trail", keys.Select(key => (key, key))));

        var result = await rig.ExecuteAsync(Export(rig));
        await rig.CompleteAsync(Export(rig), result);

        rig.Log.Calls.Count(call => call is { Operation: "CopyObject" }).Should().BeGreaterThan(12, "answers were lost, and copies made again");
        var copies = (await rig.ManifestAsync()).Objects.Where(one => one.Source is not null).ToList();
        copies.Select(one => one.Key).Should().OnlyHaveUniqueItems().And.HaveCount(12);
        copies.Select(one => one.Sha256).Should().BeEquivalentTo(keys.Select(Sha256));
        using var verifier = rig.Verifier();
        (await verifier.VerifyAsync(new("inc-1"), result.Evidence, null, default)).Objects.Should().OnlyContain(one => one.Wrong == null);
    }

    [Fact]
    public async Task Reconcile_AfterTheAnswerWasLost_SaysTheSame_WithoutCopyingAgain()
    {
        using var rig = await EvidenceRig.StartAsync(moto, Network);
        await rig.TrailAsync(await rig.BucketAsync("trail", (TrailObjects.Log(rig.Account, "us-east-1", now.AddHours(-1)), "log")));
        (await rig.ReconcileAsync(Export(rig))).State.Should().Be(ReconciledState.NotDone);
        var result = await rig.ExecuteAsync(Export(rig));
        rig.Log.Clear();

        var found = await rig.ReconcileAsync(Export(rig));

        found.Result.Should().BeEquivalentTo(result);
        rig.Log.Actions.Should().NotContain("s3:PutObject");
    }

    private Func<string, IReadOnlyList<object>> happened = _ => [];

    private static ExportApiActivity Export(EvidenceRig rig) => new(new Account(rig.Account), TimeSpan.FromHours(72));

    private ScriptedHistory Network(HttpMessageHandler inner) => history = new(inner, region => happened(region));

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
