using Amazon.Runtime;
using IrSdk.Aws.IdentityManagement;

namespace IrSdk.Aws.Tests.Clients;

/// <summary>The clients whose packages cannot be had, against a server that knows only AWS's own wire format.</summary>
public sealed class WireClientTests(MotoServer moto)
{
    private readonly AccountId account = MotoServer.NewAccount();

    [Fact]
    public async Task Query_ListsAndNestedParts_AreReadBack()
    {
        using var access = await EnterAsync();
        var iam = access.Iam;
        await iam.CreateRoleAsync(new()
        {
            RoleName = "reader",
            AssumeRolePolicyDocument = """{"Version":"2012-10-17","Statement":[]}""",
            Tags = [new() { Key = "irsdk:incident", Value = "inc-1" }, new() { Key = "empty", Value = "" }],
        });
        await iam.PutRolePolicyAsync(new() { RoleName = "reader", PolicyName = "deny", PolicyDocument = PolicyDocument.DenyAll() });

        var role = (await iam.GetRoleAsync(new() { RoleName = "reader" })).Role!;
        var policies = await iam.ListRolePoliciesAsync(new() { RoleName = "reader" });
        var policy = await iam.GetRolePolicyAsync(new() { RoleName = "reader", PolicyName = "deny" });

        role.Arn.Should().Be($"arn:aws:iam::{account}:role/reader");
        role.Tags.Should().BeEquivalentTo([new { Key = "irsdk:incident", Value = "inc-1" }, new { Key = "empty", Value = "" }]);
        role.CreateDate.Should().HaveValue().And.Subject!.Value.Kind.Should().Be(DateTimeKind.Utc);
        policies.PolicyNames.Should().Equal("deny");
        policies.IsTruncated.Should().BeFalse();
        Uri.UnescapeDataString(policy.PolicyDocument!).Should().Be(PolicyDocument.DenyAll());
    }

    [Fact]
    public async Task Query_WhatIsNotThere_IsAnSdkExceptionWithItsCode()
    {
        using var access = await EnterAsync();

        var asking = () => access.Iam.GetUserAsync(new GetUserRequest { UserName = "nobody" });

        (await asking.Should().ThrowAsync<AmazonServiceException>()).Which.ErrorCode.Should().StartWith("NoSuchEntity");
    }

    [Fact]
    public async Task Json_Trails_AreReadBack()
    {
        using var access = await EnterAsync();

        (await access.CloudTrail.DescribeTrailsAsync(new())).TrailList.Should().BeNullOrEmpty();
        var asking = () => access.CloudTrail.GetTrailStatusAsync(new() { Name = "missing" });

        (await asking.Should().ThrowAsync<AmazonServiceException>()).Which.ErrorCode.Should().Contain("TrailNotFound");
    }

    [Fact]
    public async Task EveryService_AnEmptyAccount_AnswersWithNothing()
    {
        using var access = await EnterAsync();

        (await access.AutoScaling.DescribeAutoScalingGroupsAsync(new())).AutoScalingGroups.Should().BeNullOrEmpty();
        (await access.LoadBalancing.DescribeTargetGroupsAsync(new())).TargetGroups.Should().BeNullOrEmpty();
        (await access.ClassicLoadBalancing.DescribeLoadBalancersAsync(new())).LoadBalancerDescriptions.Should().BeNullOrEmpty();
        (await access.Resolver.ListResolverQueryLogConfigsAsync(new())).ResolverQueryLogConfigs.Should().BeNullOrEmpty();
        (await access.GuardDuty.ListDetectorsAsync(new())).DetectorIds.Should().BeNullOrEmpty();
        (await access.Ec2.DescribeInstancesAsync(new())).Reservations.Should().BeNullOrEmpty();
        (await access.S3.ListBucketsAsync()).Buckets.Should().BeNullOrEmpty();
    }

    private async Task<AwsAccess> EnterAsync()
    {
        var accounts = new AwsAccounts(moto.Options());
        return await accounts.EnterAsync(account, "us-east-1", AwsPurpose.Evidence, null, null, null, default);
    }
}
