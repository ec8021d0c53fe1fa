namespace IrSdk.Intake.Tests;

public sealed class SecurityHubReaderTests
{
    [Fact]
    public void Read_FindingOfGuardDuty_IsReadAsGuardDutyWould()
    {
        var alert = Sample.Several("securityhub-eventbridge.json")[0];

        alert.Id.Should().Be("arn:aws:guardduty:us-east-1:111122223333:detector/d/finding/eeee");
        alert.Source.Should().Be("securityhub");
        alert.Title.Should().Be("Command and control");
        alert.Kind.Should().Be(IncidentKind.Malware);
        alert.Confidence.Value.Should().Be(80);
        alert.Severity.Should().Be(Severity.High);
        alert.FirstSeen.Should().Be(new DateTimeOffset(2026, 3, 14, 8, 0, 0, TimeSpan.Zero));
        alert.LastSeen.Should().Be(new DateTimeOffset(2026, 3, 14, 8, 5, 0, TimeSpan.Zero));
        alert.Account.ToString().Should().Be("111122223333");
        alert.Region.Should().Be("us-east-1");
        alert.Techniques.Should().Equal("T1071");
        alert.Resources.Words().Should().Equal("instance/111122223333/us-east-1/i-0a1b2c3d4e5f60718 Suspect");
        alert.Resources.OfType<Instance>().Single().VpcName.Should().Be("vpc-0c2d");
        alert.Resources[0].IsProduction.Should().BeTrue();
        alert.Original.GetProperty("Criticality").GetInt32().Should().Be(90);
    }

    [Fact]
    public void Read_OwnFinding_TakesItsConfidenceAndItsResources()
    {
        var alert = Sample.Several("securityhub-eventbridge.json")[1];

        alert.Kind.Should().Be(IncidentKind.CredentialCompromise);
        alert.Confidence.Value.Should().Be(77);
        alert.Severity.Should().Be(Severity.Critical);
        alert.Resources.Words().Should().Equal(
            "access-key/111122223333/global/AKIAIOSFODNN7EXAMPLE Suspect",
            "user/111122223333/global/deploy-bot Suspect",
            "bucket/111122223333/us-east-1/customer-exports Target",
            "role/444455556666/global/partner Suspect");
    }

    [Fact]
    public void Read_BareConfigurationCheck_SuspectsNobody()
    {
        var alert = Sample.One("securityhub-check.json");

        alert.Confidence.Value.Should().Be(10);
        alert.Severity.Should().Be(Severity.Medium);
        alert.Region.Should().Be("us-east-1", "the product's ARN tells");
        alert.Resources.Words().Should().Equal("user/111122223333/global/deploy-bot Target");
    }
}
