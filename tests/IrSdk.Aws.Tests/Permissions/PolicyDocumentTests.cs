using System.Text.Json;

namespace IrSdk.Aws.Tests.Permissions;

public sealed class PolicyDocumentTests
{
    [Fact]
    public void Allow_SeveralActionsOnOneResource_ShareAStatement_WithTheScopeFilledIn()
    {
        var text = PolicyDocument.Allow(
            [.. IamPermissions.OnUsers("ListAccessKeys", "UpdateAccessKey"), new("ec2:DescribeInstances")],
            new() { Partition = "aws-cn", Account = "111122223333" });

        using var policy = JsonDocument.Parse(text);
        var statements = policy.RootElement.GetProperty("Statement").EnumerateArray().ToArray();
        statements.Should().HaveCount(2);
        statements[0].GetProperty("Resource").GetString().Should().Be("*");
        statements[1].GetProperty("Resource").GetString().Should().Be("arn:aws-cn:iam::111122223333:user/*");
        statements[1].GetProperty("Action").EnumerateArray().Select(one => one.GetString()).Should().Equal("iam:ListAccessKeys", "iam:UpdateAccessKey");
    }

    [Fact]
    public void Allow_EveryHandlersSessionPolicy_FitsIntoASession()
    {
        // The limit of AssumeRole's Policy parameter, with the longest name that IAM gives.
        foreach (var registration in AwsHandlers.All)
        {
            PolicyDocument.Allow(registration.Permissions, new() { Account = "111122223333", Region = "ap-southeast-2", Name = new string('n', 64), EvidenceBucket = new string('b', 63) })
                .Length.Should().BeLessThanOrEqualTo(2048, "{0} must be able to narrow its sessions", registration.Action.Name);
        }
    }

    [Theory]
    [InlineData("""{"a":1,"b":["x"]}""", """{ "b": ["x"], "a": 1 }""", true)]
    [InlineData("""{"a":1}""", """{"a":2}""", false)]
    [InlineData(null, """{"a":2}""", false)]
    [InlineData(null, null, true)]
    public void Same_HoweverWritten_ComparesWhatIsSaid(string? one, string? other, bool same) => PolicyDocument.Same(one, other).Should().Be(same);
}
