namespace IrSdk.Intake.Tests;

public sealed class CloudTrailReaderTests
{
    [Fact]
    public void Read_CreateAccessKey_SuspectsTheCallerAndTheNewKey()
    {
        var alert = Sample.One("cloudtrail-create-access-key.json");

        alert.Id.Should().Be("ct-1");
        alert.Source.Should().Be("cloudtrail");
        alert.Title.Should().Be("CreateAccessKey by mallory");
        alert.Kind.Should().Be(IncidentKind.CredentialCompromise);
        alert.Confidence.Value.Should().Be(50);
        alert.Severity.Should().Be(Severity.High);
        alert.FirstSeen.Should().Be(new DateTimeOffset(2026, 3, 14, 9, 59, 30, TimeSpan.Zero));
        alert.LastSeen.Should().Be(alert.FirstSeen);
        alert.Account.ToString().Should().Be("111122223333");
        alert.Region.Should().Be("us-east-1");
        alert.Techniques.Should().Equal("T1098.001");
        alert.Resources.Words().Should().Equal(
            "role-session/111122223333/global/admin/mallory Suspect",
            "role/111122223333/global/admin Suspect",
            "access-key/111122223333/global/AKIAI44QH8DHBEXAMPLE Suspect",
            "user/111122223333/global/backup Target");
        alert.Original.GetProperty("detail").GetProperty("sourceIPAddress").GetString().Should().Be("198.51.100.7");
    }

    [Fact]
    public void Read_AssumeRole_NamesTheRoleInItsOwnAccount() =>
        Sample.One("cloudtrail-assume-role.json").Resources.Words().Should().Equal(
            "access-key/111122223333/global/AKIAIOSFODNN7EXAMPLE Suspect",
            "user/111122223333/global/deploy-bot Suspect",
            "role-session/444455556666/global/partner/s1 Suspect",
            "role/444455556666/global/partner Suspect");

    [Fact]
    public void Read_SignInWithoutSecondFactor_IsMoreCertain()
    {
        var alert = Sample.One("cloudtrail-sign-in.json");

        alert.Kind.Should().Be(IncidentKind.UnauthorizedAccess);
        alert.Confidence.Value.Should().Be(60);
        alert.Title.Should().Be("ConsoleLogin by finance");
        alert.Resources.Words().Should().Equal("user/111122223333/global/finance Suspect");
    }
}
