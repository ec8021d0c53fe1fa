using System.Text.Json;
using Amazon.S3.Model;
using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.Buckets;

public sealed class BucketTests(MotoServer moto)
{
    private const string Public = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::open/*"}]}""";

    [Fact]
    public async Task Capture_Bucket_KeepsItsSettingsAndListing()
    {
        using var rig = await EvidenceRig.StartAsync(moto);
        var bucket = await rig.BucketAsync("data", ("a.txt", "a"), ("b.txt", "bb"));
        await rig.Admin.S3.PutBucketPolicyAsync(new PutBucketPolicyRequest { BucketName = bucket, Policy = Public });
        await rig.Admin.S3.PutBucketTaggingAsync(new PutBucketTaggingRequest { BucketName = bucket, TagSet = [new() { Key = "tier", Value = "secret" }] });
        await rig.Admin.S3.PutCORSConfigurationAsync(new PutCORSConfigurationRequest { BucketName = bucket, Configuration = new() { Rules = [new() { AllowedMethods = ["GET"], AllowedOrigins = ["https://evil.example"] }] } });
        var action = new CaptureBucketState(new Bucket(rig.Account, "us-east-1", bucket));

        var result = await rig.ExecuteAsync(action);
        await rig.CompleteAsync(action, result);

        result.Detail.Should().Be("policy, 2 object versions");
        result.Evidence.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Kind = Evidence.BucketState, Status = EvidenceStatus.Secured });
        var kept = (await rig.ManifestAsync()).Objects.Should().ContainSingle().Subject;
        var state = JsonElement.Parse(await rig.ReadAsync(kept.Key, kept.Version));
        state.GetProperty("policy").GetProperty("Statement")[0].GetProperty("Principal").GetString().Should().Be("*");
        state.GetProperty("tags")[0].GetProperty("value").GetString().Should().Be("secret");
        state.GetProperty("cors")[0].GetProperty("allowedOrigins")[0].GetString().Should().Be("https://evil.example");
        state.GetProperty("acl").GetProperty("grants").GetArrayLength().Should().BePositive();
        state.GetProperty("objects").EnumerateArray().Select(one => one.GetProperty("key").GetString()).Should().Equal("a.txt", "b.txt");
        state.GetProperty("isListingWhole").GetBoolean().Should().BeTrue();
        (await rig.ReconcileAsync(action)).State.Should().Be(ReconciledState.Done);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Block_AndBack_PolicyAndPublicAccessAreExactlyAsBefore(bool hadAny)
    {
        using var rig = await EvidenceRig.StartAsync(moto);
        var bucket = await rig.BucketAsync("open");
        var former = new PublicAccessBefore(true, false, false, false);
        if (hadAny)
        {
            await rig.Admin.S3.PutBucketPolicyAsync(new PutBucketPolicyRequest { BucketName = bucket, Policy = Public });
            await BucketReach.PutAsync(rig.Admin.S3, bucket, former, default);
        }

        var resource = new Bucket(rig.Account, "us-east-1", bucket);
        var blocked = await rig.ExecuteAsync(new BlockBucketAccess(resource));

        blocked.Proof.Should().Be(Proof.Verified);
        var statement = JsonElement.Parse((await BucketReach.PolicyAsync(rig.Admin.S3, bucket, default))!).GetProperty("Statement")[0];
        statement.GetProperty("Effect").GetString().Should().Be("Deny");
        statement.GetProperty("Condition").GetProperty("ArnNotLike").GetProperty("aws:PrincipalArn").EnumerateArray().Select(one => one.GetString()).Should().Contain(
            [$"arn:aws:iam::{rig.Account}:role/irsdk-containment", $"arn:aws:iam::{rig.Account}:role/irsdk-evidence"], "the responder must not lock itself out");
        (await BucketReach.PublicAccessAsync(rig.Admin.S3, bucket, default)).Should().Be(PublicAccessBefore.All);

        var context = EvidenceRig.Context("2/allow") with { PriorState = blocked.PriorState };
        await rig.ExecuteAsync(new AllowBucketAccess(resource), context);

        (await BucketReach.PolicyAsync(rig.Admin.S3, bucket, default)).Should().Be(hadAny ? Public : null);
        (await BucketReach.PublicAccessAsync(rig.Admin.S3, bucket, default)).Should().Be(hadAny ? former : null);
        (await rig.ReconcileAsync(new AllowBucketAccess(resource), context)).State.Should().Be(ReconciledState.Done);
    }

    [Fact]
    public async Task Block_ThePolicyIsTakenAway_NoLongerHolds_AndIsNotRestoredOver()
    {
        using var rig = await EvidenceRig.StartAsync(moto);
        var bucket = await rig.BucketAsync("open");
        var resource = new Bucket(rig.Account, "us-east-1", bucket);
        var blocked = await rig.ExecuteAsync(new BlockBucketAccess(resource));
        await rig.Admin.S3.PutBucketPolicyAsync(new PutBucketPolicyRequest { BucketName = bucket, Policy = Public });

        var holding = await rig.Of(new BlockBucketAccess(resource)).CheckHoldingAsync(new BlockBucketAccess(resource), blocked, EvidenceRig.Context(), default);
        var restoring = () => rig.ExecuteAsync(new AllowBucketAccess(resource), EvidenceRig.Context("2/allow") with { PriorState = blocked.PriorState });

        holding.Drift.Should().Be($"the policy of {bucket} no longer denies all but the responder");
        (await restoring.Should().ThrowAsync<ProviderException>()).Which.Message.Should().Contain("it has another policy");
    }

    [Fact]
    public async Task Block_TheStateBeforeWasKept_IsNotReadAgain()
    {
        using var rig = await EvidenceRig.StartAsync(moto);
        var bucket = await rig.BucketAsync("open");
        var action = new BlockBucketAccess(new Bucket(rig.Account, "us-east-1", bucket));
        var first = await rig.ExecuteAsync(action);

        var again = await rig.ExecuteAsync(action, EvidenceRig.Context() with { PriorState = first.PriorState, Attempt = 2 });

        again.PriorState!.Value.Deserialize<BucketBefore>(IrJson.Options)!.Policy.Should().BeNull("the deny is not the state before");
    }

    [Fact]
    public async Task Block_TheEvidenceBucketItself_IsRefused()
    {
        using var rig = await EvidenceRig.StartAsync(moto, sameAccount: true);

        var blocking = () => rig.ExecuteAsync(new BlockBucketAccess(new Bucket(rig.Account, "us-east-1", rig.Bucket)));

        (await blocking.Should().ThrowAsync<ProviderException>()).Which.Message.Should().StartWith($"{rig.Bucket} is the evidence bucket");
    }
}
