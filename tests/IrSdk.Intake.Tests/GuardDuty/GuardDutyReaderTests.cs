namespace IrSdk.Intake.Tests;

public sealed class GuardDutyReaderTests
{
    [Fact]
    public void Read_RawFinding_GivesEveryField()
    {
        var alert = Sample.One("guardduty-iam.json");

        alert.Id.Should().Be("60c1d5b4a2f04e7e9a1f00000000aaaa");
        alert.Source.Should().Be("guardduty");
        alert.Title.Should().Be("API calls from a malicious address by deploy-bot");
        alert.Kind.Should().Be(IncidentKind.CredentialCompromise);
        alert.Confidence.Value.Should().Be(80);
        alert.Severity.Should().Be(Severity.High);
        alert.FirstSeen.Should().Be(new DateTimeOffset(2026, 3, 14, 2, 41, 10, TimeSpan.Zero));
        alert.LastSeen.Should().Be(new DateTimeOffset(2026, 3, 14, 2, 47, 0, 250, TimeSpan.Zero));
        alert.Account.ToString().Should().Be("111122223333");
        alert.Region.Should().Be("eu-west-1");
        alert.Techniques.Should().Equal("T1078.004");
        alert.Resources.Words().Should().Equal(
            "access-key/111122223333/global/AKIAIOSFODNN7EXAMPLE Suspect", "user/111122223333/global/deploy-bot Suspect");
        alert.Resources.OfType<AccessKey>().Single().UserName.Should().Be("deploy-bot");
        alert.Original.GetProperty("futureField").GetProperty("kept").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public void Read_FindingInEnvelope_ReadsTheInstanceAndKeepsTheEnvelope()
    {
        var alert = Sample.One("guardduty-eventbridge.json");

        alert.Id.Should().Be("60c1d5b4a2f04e7e9a1f00000000bbbb");
        alert.Kind.Should().Be(IncidentKind.Malware);
        alert.Confidence.Value.Should().Be(74);
        alert.Severity.Should().Be(Severity.High);
        alert.Techniques.Should().Equal("T1496");
        var instance = alert.Resources.Should().ContainSingle().Which.Should().BeOfType<Instance>().Subject;
        instance.Id.ToString().Should().Be("instance/111122223333/us-east-1/i-0a1b2c3d4e5f60718");
        instance.IsSuspect.Should().BeTrue("a miner runs on it, whatever role the finding gives it");
        instance.VpcName.Should().Be("vpc-0c2d");
        instance.Interfaces.Should().Equal("eni-0a", "eni-0b");
        instance.IsProduction.Should().BeTrue();
        alert.Original.GetProperty("detail-type").GetString().Should().Be("GuardDuty Finding");
    }

    [Fact]
    public void Read_EnvelopeWithoutDetailType_IsReadByItsDetail()
    {
        var alert = Sample.One("guardduty-eventbridge-without-type.json");

        alert.Region.Should().Be("us-east-1", "the envelope tells what the finding left out");
        alert.Kind.Should().Be(IncidentKind.Malware);
    }

    [Fact]
    public void Read_AttackSequence_NamesItsActorsAndResources()
    {
        var alert = Sample.One("guardduty-attack-sequence.json");

        alert.Kind.Should().Be(IncidentKind.Malware);
        alert.Severity.Should().Be(Severity.Critical);
        alert.Techniques.Should().Equal("T1059", "T1496", "T1078.004");
        alert.Resources.Words().Should().BeEquivalentTo(
            "access-key/111122223333/global/AKIAIOSFODNN7EXAMPLE Suspect", "user/111122223333/global/deploy-bot Suspect",
            "role/111122223333/global/web-server Suspect", "role-session/111122223333/global/web-server/i-0a1b2c3d4e5f60718 Suspect",
            "instance/111122223333/us-east-1/i-0a1b2c3d4e5f60718 Suspect", "instance/111122223333/us-east-1/i-0b1b2c3d4e5f60719 Suspect",
            "access-key/111122223333/global/AKIAI44QH8DHBEXAMPLE Suspect", "user/111122223333/global/backup-bot Suspect",
            "bucket/111122223333/us-east-1/customer-exports Target", "vpc/111122223333/us-east-1/vpc-0c2d Related");
        alert.Resources.OfType<Instance>().First().IsProduction.Should().BeTrue();
    }

    [Theory]
    [InlineData("Execution:Lambda/SuspiciousFile", "Suspect")]
    [InlineData("UnauthorizedAccess:Lambda/MaliciousIPCaller.Custom", "Target")]
    public void Read_Function_NamesItsRoleAndNetwork(string type, string involvement)
    {
        var alert = Sample.Read(System.Text.Encoding.UTF8.GetBytes($$"""
            {
              "type": "{{type}}", "severity": 8, "accountId": "111122223333", "region": "us-east-1", "id": "one", "createdAt": "2026-03-14T03:05:00Z", "service": {},
              "resource": { "resourceType": "Lambda", "lambdaDetails": {
                "functionArn": "arn:aws:lambda:us-east-1:111122223333:function:resize", "role": "arn:aws:iam::111122223333:role/service-role/resize-role", "vpcConfig": { "vpcId": "vpc-0c2d" } } }
            }
            """)).Single();

        alert.Resources.Words().Should().BeEquivalentTo($"role/111122223333/global/resize-role {involvement}", "vpc/111122223333/us-east-1/vpc-0c2d Related");
    }

    [Fact]
    public void Read_GetFindingsAnswer_GivesEachFindingOnce()
    {
        var alerts = Sample.Several("guardduty-getfindings.json");

        alerts.Should().HaveCount(2, "the third finding repeats the first");
        alerts[0].Kind.Should().Be(IncidentKind.CredentialCompromise);
        alerts[0].Severity.Should().Be(Severity.Critical);
        alerts[0].Confidence.Value.Should().Be(91);
        alerts[0].Techniques.Should().Equal("T1552.005", "T1550.001");
        alerts[0].Resources.Words().Should().Equal(
            "role/111122223333/global/web Suspect",
            "role-session/111122223333/global/web/i-0a1b2c3d4e5f60718 Suspect",
            "instance/111122223333/us-east-1/i-0a1b2c3d4e5f60718 Suspect");
        alerts[1].Kind.Should().Be(IncidentKind.DataExfiltration);
        alerts[1].Confidence.Value.Should().Be(0, "a sample finding is nobody's detection");
        alerts[1].Resources.Words().Should().Equal("bucket/111122223333/us-east-1/customer-exports Target");
        alerts[1].Resources[0].Tags["data"].Should().Be("restricted");
        alerts[1].Original.GetProperty("Id").GetString().Should().Be(alerts[1].Id);
    }

    [Theory]
    [InlineData("CredentialAccess:IAMUser/AnomalousBehavior", IncidentKind.CredentialCompromise)]
    [InlineData("UnauthorizedAccess:IAMUser/TorIPCaller", IncidentKind.CredentialCompromise)]
    [InlineData("UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B", IncidentKind.UnauthorizedAccess)]
    [InlineData("UnauthorizedAccess:EC2/SSHBruteForce", IncidentKind.UnauthorizedAccess)]
    [InlineData("Backdoor:Lambda/C&CActivity.B", IncidentKind.Malware)]
    [InlineData("Execution:Runtime/ReverseShell", IncidentKind.Malware)]
    [InlineData("Trojan:EC2/DropPoint", IncidentKind.Malware)]
    [InlineData("Trojan:EC2/DNSDataExfiltration", IncidentKind.DataExfiltration)]
    [InlineData("Discovery:S3/TorIPCaller", IncidentKind.DataExfiltration)]
    [InlineData("NeverHeardOf:It", IncidentKind.UnauthorizedAccess)]
    public void Of_FindingType_LongestPrefixDecides(string type, IncidentKind kind)
    {
        var json = System.Text.Encoding.UTF8.GetString(Sample.Bytes("guardduty-iam.json"))
            .Replace("UnauthorizedAccess:IAMUser/MaliciousIPCaller", type, StringComparison.Ordinal);

        Sample.Read(System.Text.Encoding.UTF8.GetBytes(json)).Single().Kind.Should().Be(kind);
    }
}
