namespace IrSdk.Intake.Tests;

public sealed class CorpusTests
{
    [Theory]
    [InlineData("asff-aws-automated-security-response", 55, 0)]
    [InlineData("asff-awsdocs", 6, 4)]
    [InlineData("eventbridge-cloud-custodian", 10, 4)]
    [InlineData("eventbridge-sumologic", 2, 0)]
    [InlineData("guardduty-api-cartography", 1, 0)]
    [InlineData("guardduty-aws-samples-automated-response", 2, 0)]
    [InlineData("guardduty-aws-samples-waf-acl", 0, 1)]
    [InlineData("guardduty-awsdocs", 1, 3)]
    [InlineData("guardduty-fixtures-oluolus", 2, 0)]
    [InlineData("api-responses-aws-cli", 2, 4)]
    [InlineData("cloudtrail-awsdocs-signin", 9, 1)]
    public void Read_PublishedSet_IsReadOrRefused(string set, int read, int refused) => Check(Corpus.Documents(set), read, refused);

    [Theory]
    [InlineData("detection-tests-panther/aws_guardduty.jsonl", 4, 0)]
    [InlineData("detection-tests-panther/aws_securityfinding.jsonl", 6, 0)]
    public void Read_DetectionTestLogs_AreReadOrRefused(string file, int read, int refused) => Check(Corpus.Logs(file), read, refused);

    [Fact]
    public void Read_RecordingsOfOurPlaybooks_PointToThePlaybookThatTheyAreKeptWith()
    {
        var recordings = Corpus.Recordings();

        recordings.Should().HaveCountGreaterThanOrEqualTo(12);
        foreach (var (playbook, bytes) in recordings)
        {
            var alert = Sample.Read(bytes).Should().ContainSingle().Subject;
            alert.Kind.ToString().Should().BeEquivalentTo(playbook.Replace("-", "", StringComparison.Ordinal), alert.Title);
            alert.Resources.Should().Contain(resource => resource.IsSuspect, alert.Title);
        }
    }

    private static void Check(IReadOnlyList<(string Name, byte[] Bytes)> documents, int read, int refused)
    {
        var readings = documents.ToDictionary(document => document.Name, document => AlertReader.Read(document.Bytes));

        var why = string.Join('\n', readings.Select(one => $"{one.Key}: {one.Value.Refusal?.ToString() ?? "read"}"));
        readings.Values.Count(reading => reading.IsRead).Should().Be(read, "of\n{0}", why);
        readings.Values.Count(reading => !reading.IsRead).Should().Be(refused, "of\n{0}", why);
        readings.Values.Should().OnlyContain(reading => reading.IsRead != reading.Alerts.IsEmpty);
        readings.Values.Select(reading => reading.Refusal).OfType<Refusal>().ToList().ForEach(refusal =>
        {
            refusal.Path.Should().StartWith("$");
            refusal.Reason.Should().Contain("; ").And.EndWith(".");
        });
    }
}
