namespace IrSdk.Intake.Tests;

public sealed class CorpusTests
{
    [Theory]
    [InlineData("asff-aws-automated-security-response", 0, 0)]
    [InlineData("asff-awsdocs", 0, 0)]
    [InlineData("eventbridge-cloud-custodian", 0, 0)]
    [InlineData("eventbridge-sumologic", 0, 0)]
    [InlineData("guardduty-api-cartography", 0, 0)]
    [InlineData("guardduty-aws-samples-automated-response", 0, 0)]
    [InlineData("guardduty-aws-samples-waf-acl", 0, 0)]
    [InlineData("guardduty-awsdocs", 0, 0)]
    [InlineData("guardduty-fixtures-oluolus", 0, 0)]
    [InlineData("api-responses-aws-cli", 0, 0)]
    [InlineData("cloudtrail-awsdocs-signin", 0, 0)]
    public void Read_PublishedSet_IsReadOrRefused(string set, int read, int refused) => Check(Corpus.Documents(set), read, refused);

    [Theory]
    [InlineData("detection-tests-panther/aws_guardduty.jsonl", 0, 0)]
    [InlineData("detection-tests-panther/aws_securityfinding.jsonl", 0, 0)]
    public void Read_DetectionTestLogs_AreReadOrRefused(string file, int read, int refused) => Check(Corpus.Logs(file), read, refused);

    private static void Check(IReadOnlyList<(string Name, byte[] Bytes)> documents, int read, int refused)
    {
        var readings = documents.Select(document => (document.Name, Reading: AlertReader.Read(document.Bytes))).ToList();
        foreach (var (name, reading) in readings)
        {
            if (reading.IsRead)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"READ {name}: {reading.Alerts.Length} {reading.Alerts[0].Kind} {reading.Alerts[0].Confidence} {string.Join(", ", reading.Alerts[0].Resources.Words())}");
            }
            else
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"REFUSED {name}: {reading.Refusal}");
            }
        }

        readings.Where(one => one.Reading.IsRead).Should().HaveCount(read).And.OnlyContain(one => !one.Reading.Alerts.IsEmpty);
        readings.Where(one => !one.Reading.IsRead).Should().HaveCount(refused).And.OnlyContain(
            one => one.Reading.Refusal!.Path.StartsWith('$') && one.Reading.Refusal.Reason.Length > 20);
    }
}
