using Amazon.S3.Model;

namespace IrSdk.Aws.Tests.Exports;

public sealed class ExportAccessLogsTests(MotoServer moto)
{
    private readonly DateTimeOffset now = EvidenceRig.Time.GetUtcNow();

    [Fact]
    public async Task Execute_BucketWithAccessLogs_CopiesThoseOfTheWindow()
    {
        using var rig = await EvidenceRig.StartAsync(moto);
        var logs = await rig.BucketAsync("logs");
        await rig.Admin.S3.PutBucketAclAsync(new PutBucketAclRequest { BucketName = logs, ACL = Amazon.S3.S3CannedACL.LogDeliveryWrite });
        var data = await rig.BucketAsync("data");
        await rig.Admin.S3.PutBucketLoggingAsync(new PutBucketLoggingRequest { BucketName = data, LoggingConfig = new() { TargetBucketName = logs, TargetPrefix = "data/" } });
        var key = $"data/{now.AddHours(-5):yyyy-MM-dd-HH-mm-ss}-0A1B";
        await rig.PutAsync(logs, key, "GET");
        var old = $"data/{now.AddDays(-20):yyyy-MM-dd-HH-mm-ss}-0A1B";
        await rig.PutAsync(logs, old, "GET");
        var action = new ExportAccessLogs(new Bucket(rig.Account, "us-east-1", data));

        var result = await rig.ExecuteAsync(action);
        await rig.CompleteAsync(action, result);

        result.Evidence.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Kind = Evidence.AccessLogs, Status = EvidenceStatus.Secured });
        (await rig.ManifestAsync()).Objects.Select(one => one.Source).Should().Contain($"s3://{logs}/{key}").And.NotContain($"s3://{logs}/{old}");
    }

    [Fact]
    public async Task Execute_BucketWithoutAny_IsAbsent()
    {
        using var rig = await EvidenceRig.StartAsync(moto);
        var action = new ExportAccessLogs(new Bucket(rig.Account, "us-east-1", await rig.BucketAsync("data")));

        (await rig.ExecuteAsync(action)).Evidence.Should().ContainSingle().Which.Status.Should().Be(EvidenceStatus.Absent);
    }

    /// <summary>moto has no event history: the exchange is scripted, and shows our side of it only.</summary>
    [Fact]
    public async Task Execute_User_KeepsWhatTheHistorySaysOfThem()
    {
        ScriptedHistory? history = null;
        using var rig = await EvidenceRig.StartAsync(moto, inner => history = new(inner, region => region == "us-east-1" ? [new { eventName = "ConsoleLogin" }] : []));
        var action = new ExportAccessLogs(new IamUser(rig.Account, "alice"));

        var result = await rig.ExecuteAsync(action);
        await rig.CompleteAsync(action, result);

        result.Detail.Should().Be("72 h; 1 event");
        history!.Asked.Should().OnlyContain(one => one.Request.GetProperty("LookupAttributes")[0].GetProperty("AttributeValue").GetString() == "alice");
        var kept = (await rig.ManifestAsync()).Objects.Single(one => one.Key.EndsWith("us-east-1.jsonl", StringComparison.Ordinal));
        (await rig.ReadAsync(kept.Key, kept.Version)).Should().Contain("ConsoleLogin");
    }
}
