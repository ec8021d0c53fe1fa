using System.Diagnostics;
using System.Text;
using CsCheck;

namespace IrSdk.Intake.Tests;

public sealed class AlertReaderTests
{
    private static readonly string[] Keys =
    [
        "schema", "detail", "detail-type", "source", "Findings", "findings", "type", "Type", "severity", "Severity", "service", "resource", "accountId", "AwsAccountId",
        "id", "Id", "Resources", "eventName", "eventSource", "userIdentity", "region", "account", "Title", "Types", "Details",
    ];

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Gen.Const("null"), Gen.Const("true"), Gen.Double.Select(d => double.IsFinite(d) ? d.ToString("R", System.Globalization.CultureInfo.InvariantCulture) : "1e400"),
        AnyOf("\"irsdk.alert/v1\"", "\"111122223333\"", "\"us-east-1\"", "\"2026-03-14T00:00:00Z\"", "\"GuardDuty Finding\"", "\"\\udc00\"", "\"AwsEc2Instance\""));

    private static readonly Gen<string> AnyJson = Gen.Recursive<string>((depth, inner) => depth > 4
        ? Scalar
        : Gen.OneOf(
            Scalar,
            inner.Array[0, 4].Select(items => $"[{string.Join(',', items)}]"),
            Gen.Select(AnyOf(Keys), inner).Array[0, 8].Select(pairs => $"{{{string.Join(',', pairs.DistinctBy(p => p.Item1).Select(p => $"\"{p.Item1}\":{p.Item2}"))}}}")));

    private static Gen<string> AnyOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    [Theory]
    [InlineData("[]", "$", "object")]
    [InlineData("\"alert\"", "$", "object")]
    [InlineData("", "$", "not JSON")]
    [InlineData("{", "$", "not JSON")]
    [InlineData("{\"a\":{\"b\":[1,}", "$.a.b[0]", "not JSON from line 1, byte 13")]
    [InlineData("{}", "$", "no format")]
    [InlineData("{\"Records\":[]}", "$", "CloudTrail log file")]
    [InlineData("{\"Findings\":[]}", "$.Findings", "no finding")]
    [InlineData("{\"Findings\":[1]}", "$.Findings[0]", "object")]
    [InlineData("{\"source\":[\"aws.guardduty\"],\"detail-type\":[\"GuardDuty Finding\"],\"detail\":{}}", "$.source", "pattern")]
    [InlineData("{\"source\":\"aws.ec2\",\"detail-type\":\"EC2 Instance State-change Notification\",\"detail\":{}}", "$['detail-type']", "no alerts")]
    [InlineData("{\"source\":\"aws.guardduty\",\"detail-type\":\"GuardDuty Finding\",\"detail\":[]}", "$.detail", "object")]
    [InlineData("{\"source\":\"aws.guardduty\",\"detail-type\":\"GuardDuty Finding\",\"detail\":{\"type\":\"x\",\"severity\":\"8\"}}", "$.detail.severity", "number from 0 to 10")]
    [InlineData("{\"a\":{\"b\":1,\"c\":2,\"b\":3}}", "$.a.b", "twice")]
    [InlineData("{\"a\":{\"b\":1,\"\\u0062\":3}}", "$.a.b", "twice")]
    [InlineData("{\"a\":[\"x\",\"\\ud83d\"]}", "$.a[1]", "surrogate")]
    [InlineData("{\"a\":{\"\\ud83d\":1}}", "$.a", "surrogate")]
    public void Read_MalformedOrForeign_IsRefusedWithPlaceAndReason(string json, string path, string reason)
    {
        var refusal = Sample.Refused(json);

        refusal.Path.Should().Be(path);
        refusal.Reason.Should().Contain(reason);
    }

    [Fact]
    public void Read_InvalidUtf8_IsRefused() =>
        Sample.Refused([.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8]).Reason.Should().Contain("UTF-8");

    [Fact]
    public void Read_ByteOrderMark_IsRead() =>
        Sample.Read([0xEF, 0xBB, 0xBF, .. Sample.Bytes("generic-least.json")]).Should().ContainSingle();

    [Fact]
    public void Read_LargerThanTheLimit_IsRefused()
    {
        var padding = new string(' ', ReadLimits.MaxBytes);
        Sample.Refused($"{{\"a\":1}}{padding}").Reason.Should().Contain("1 MB");
    }

    [Theory]
    [InlineData("[", "]", "")]
    [InlineData("{\"a\":", "}", "1")]
    public void Read_DeeperThanTheLimit_IsRefused(string open, string close, string inner)
    {
        string Nested(int depth) => string.Concat(Enumerable.Repeat(open, depth)) + inner + string.Concat(Enumerable.Repeat(close, depth));

        Sample.Refused(Nested(ReadLimits.MaxDepth + 1)).Reason.Should().Contain("deeper than 64");
        Sample.Refused(Nested(100_000)).Reason.Should().Contain("deeper than 64");
        Sample.Refused(Nested(ReadLimits.MaxDepth)).Reason.Should().NotContain("deeper");
    }

    [Fact]
    public void Read_OriginalOfOneAlert_IsTheWholeDocumentUntouched()
    {
        foreach (var name in Sample.Names.Where(name => Sample.Several(name).Count == 1))
        {
            Sample.One(name).Original.GetRawText().Should().Be(Encoding.UTF8.GetString(Sample.Bytes(name)).Trim());
        }
    }

    [Fact]
    public void Read_HundredThousandMutatedDocuments_NeitherThrowsNorHangs()
    {
        byte[][] originals = [.. Sample.Names.Select(Sample.Bytes)];
        var (read, refused, slowest) = (0, 0, TimeSpan.Zero);
        var all = Stopwatch.StartNew();
        foreach (var part in Enumerable.Range(0, 10))
        {
            var mutations = new Mutations(20260314 + part, originals);
            for (var i = 0; i < 10_000; i++)
            {
                var bytes = mutations.Next();
                var start = all.Elapsed;
                var reading = AlertReader.Read(bytes);
                var took = all.Elapsed - start;
                slowest = took > slowest ? took : slowest;
                if (reading.IsRead)
                {
                    reading.Alerts.Should().NotBeEmpty();
                    read++;
                }
                else
                {
                    refused++;
                }
            }
        }

        (read + refused).Should().Be(100_000);
        read.Should().BeGreaterThan(10_000, "small damage to a part that nothing reads is no reason to refuse");
        refused.Should().BeGreaterThan(10_000);
        slowest.Should().BeLessThan(TimeSpan.FromSeconds(5));
        all.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Read_AnyJson_IsReadOrRefused() =>
        AnyJson.Sample(
            json =>
            {
                var reading = AlertReader.Read(Encoding.UTF8.GetBytes(json));
                return reading.IsRead ? !reading.Alerts.IsEmpty : reading.Alerts.IsEmpty && reading.Refusal.Path.StartsWith('$');
            },
            iter: 5_000,
            seed: "0000KuPIr1z7");
}
