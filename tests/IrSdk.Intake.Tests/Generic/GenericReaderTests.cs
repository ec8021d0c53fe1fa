using System.Text;
using System.Text.Json.Nodes;
using Json.Schema;

namespace IrSdk.Intake.Tests;

public sealed class GenericReaderTests
{
    private static readonly JsonSchema Schema = LoadSchema();

    [Fact]
    public void Read_FullAlert_GivesEveryField()
    {
        var alert = Sample.One("generic-full.json");

        alert.Id.Should().Be("siem-1");
        alert.Source.Should().Be("acme-siem");
        alert.Title.Should().Be("Key of deploy-bot assumed 14 roles in 40 s");
        alert.Kind.Should().Be(IncidentKind.CredentialCompromise);
        alert.Confidence.Value.Should().Be(92);
        alert.Severity.Should().Be(Severity.Critical);
        alert.FirstSeen.Should().Be(new DateTimeOffset(2026, 3, 14, 2, 46, 20, TimeSpan.Zero));
        alert.FirstSeen.Offset.Should().Be(TimeSpan.Zero);
        alert.LastSeen.Should().Be(new DateTimeOffset(2026, 3, 14, 2, 47, 0, TimeSpan.Zero));
        alert.Account.ToString().Should().Be("111122223333");
        alert.Region.Should().Be("eu-north-1");
        alert.Techniques.Should().Equal("T1078.004", "T1550.001");
        alert.Resources.Words().Should().Equal(
            "access-key/111122223333/global/AKIAIOSFODNN7EXAMPLE Suspect",
            "user/111122223333/global/deploy-bot Suspect",
            "role/444455556666/global/admin Target",
            "role-session/111122223333/global/admin/s1 Suspect",
            "instance/111122223333/us-east-1/i-0a1b2c3d4e5f60718 Related",
            "bucket/111122223333/eu-north-1/customer-exports Target",
            "vpc/111122223333/eu-north-1/vpc-0c2d Related",
            "account/111122223333/global/111122223333 Target");
        alert.Resources.OfType<AccessKey>().Single().UserName.Should().Be("deploy-bot");
        alert.Resources.OfType<Instance>().Single().VpcName.Should().Be("vpc-0c2d");
        alert.Original.GetProperty("sourceAddress").GetString().Should().Be("198.51.100.7");
        alert.Original.GetProperty("resources")[7].GetProperty("note").GetString().Should().Be("kept");
    }

    [Theory]
    [InlineData("schema", "\"irsdk.alert/v9\"", "$.schema")]
    [InlineData("id", "7", "$.id")]
    [InlineData("kind", "\"phishing\"", "$.kind")]
    [InlineData("confidence", "101", "$.confidence")]
    [InlineData("confidence", "1e999", "$.confidence")]
    [InlineData("confidence", "50.5", "$.confidence")]
    [InlineData("confidence", "null", "$.confidence")]
    [InlineData("severity", "null", "$.severity")]
    [InlineData("firstSeen", "\"12:00\"", "$.firstSeen")]
    [InlineData("firstSeen", "\"2026-02-30T00:00:00Z\"", "$.firstSeen")]
    [InlineData("lastSeen", "\"2026-03-14T02:00:00Z\"", "$.lastSeen")]
    [InlineData("account", "\"1234\"", "$.account")]
    [InlineData("region", "\"\"", "$.region")]
    [InlineData("techniques", "[\"TA0001\"]", "$.techniques[0]")]
    [InlineData("resources", "{}", "$.resources")]
    [InlineData("resources", "[{\"type\":\"lambda\",\"id\":\"x\",\"involvement\":\"suspect\"}]", "$.resources[0].type")]
    [InlineData("resources", "[{\"type\":\"user\",\"id\":\"x\"}]", "$.resources[0].involvement")]
    [InlineData("resources", "[{\"type\":\"role-session\",\"id\":\"x\",\"involvement\":\"suspect\"}]", "$.resources[0].role")]
    public void Read_WrongField_IsRefusedAtItsPlaceAndByTheSchema(string key, string value, string path)
    {
        var json = JsonNode.Parse(Sample.Bytes("generic-full.json"))!.AsObject();
        var text = json.ToJsonString();
        var old = $"\"{key}\":{json[key]!.ToJsonString()}";
        text.Should().Contain(old);
        var broken = text.Replace(old, $"\"{key}\":{value}", StringComparison.Ordinal);

        Sample.Refused(broken).Path.Should().Be(path);
        if (path != "$.lastSeen" && value is not ("1e999" or "\"2026-02-30T00:00:00Z\""))
        {
            IsValid(broken).Should().BeFalse();
        }
    }

    [Fact]
    public void Schema_OurSamples_AreValid()
    {
        string[] samples = [.. Sample.Names.Where(name => name.StartsWith("generic-", StringComparison.Ordinal))];

        samples.Should().HaveCount(2);
        samples.Should().OnlyContain(name => IsValid(Encoding.UTF8.GetString(Sample.Bytes(name))));
    }

    [Fact]
    public void Schema_OtherFormats_AreNotValid() =>
        Sample.Names.Where(name => !name.StartsWith("generic-", StringComparison.Ordinal))
            .Should().HaveCount(10).And.OnlyContain(name => !IsValid(Encoding.UTF8.GetString(Sample.Bytes(name))));

    [Fact]
    public void Read_MutatedAlerts_WhatIsReadIsValidByTheSchema()
    {
        var mutations = new Mutations(7, [Sample.Bytes("generic-full.json")]);
        var read = 0;
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = mutations.Next();
            if (AlertReader.Read(bytes).IsRead && JsonNode.Parse(bytes) is JsonObject json && json.ContainsKey("schema"))
            {
                read++;
                IsValid(Encoding.UTF8.GetString(bytes)).Should().BeTrue(Encoding.UTF8.GetString(bytes));
            }
        }

        read.Should().BeGreaterThan(30);
    }

    private static bool IsValid(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return Schema.Evaluate(document.RootElement).IsValid;
    }

    private static JsonSchema LoadSchema()
    {
        using var reader = new StreamReader(GenericAlertSchema.Open());
        return JsonSchema.FromText(reader.ReadToEnd());
    }
}
