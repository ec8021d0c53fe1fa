using System.Security.Cryptography;
using System.Text.Json;
using Amazon.S3.Model;
using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.Identity;

public sealed class CaptureIdentityTests(MotoServer moto)
{
    private const string Allow = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""";

    [Fact]
    public async Task Execute_User_EverythingIsInTheLockedBucket_WithItsHash()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var key = await rig.Admin.CreateUserAsync("alice");
        await rig.Admin.IamAsync("PutUserPolicy", ("UserName", "alice"), ("PolicyName", "inline"), ("PolicyDocument", Allow));
        var policy = (await rig.Admin.IamAsync("CreatePolicy", ("PolicyName", "own"), ("PolicyDocument", Allow))).Descendants("Arn").Single().Value;
        await rig.Admin.IamAsync("AttachUserPolicy", ("UserName", "alice"), ("PolicyArn", policy));
        await rig.Admin.IamAsync("AttachUserPolicy", ("UserName", "alice"), ("PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess"));
        await rig.Admin.IamAsync("CreateGroup", ("GroupName", "ops"));
        await rig.Admin.IamAsync("AddUserToGroup", ("GroupName", "ops"), ("UserName", "alice"));
        var user = new IamUser(rig.Account, "alice");

        var result = await rig.DoAsync(new CaptureIdentity(user));

        var record = result.Evidence.Should().ContainSingle().Subject;
        record.Should().BeEquivalentTo(new { Kind = Evidence.Identity, Resource = user.Id, Status = EvidenceStatus.Secured });
        record.LockedUntil.Should().BeCloseTo(HandlerRig.Time.GetUtcNow().AddDays(365), TimeSpan.FromMinutes(1));
        var bytes = await ReadAsync(record.Location!);
        Convert.ToHexStringLower(SHA256.HashData(bytes)).Should().Be(record.Sha256);
        using var report = JsonDocument.Parse(bytes);
        var root = report.RootElement;
        root.GetProperty("accessKeys")[0].GetProperty("accessKeyId").GetString().Should().Be(key);
        root.GetProperty("inlinePolicies")[0].GetProperty("document").GetProperty("Statement")[0].GetProperty("Action").GetString().Should().Be("s3:*");
        root.GetProperty("attachedPolicies").EnumerateArray().Select(one => one.GetProperty("policyName").GetString()).Should().BeEquivalentTo("own", "ReadOnlyAccess");
        root.GetProperty("attachedPolicies").EnumerateArray().Single(one => one.GetProperty("policyArn").GetString() == policy)
            .GetProperty("document").GetProperty("Statement")[0].GetProperty("Action").GetString().Should().Be("s3:*");
        root.GetProperty("groups")[0].GetProperty("groupName").GetString().Should().Be("ops");
        result.Detail.Should().Be("1 key, 3 policies, 0 second factors");
    }

    [Fact]
    public async Task Execute_RoleAndKey_NameWhatTheyAre()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var key = await rig.Admin.CreateUserAsync("alice");
        await rig.Admin.CreateRoleAsync("reader");

        var ofRole = await rig.DoAsync(new CaptureIdentity(new IamRole(rig.Account, "reader")), HandlerRig.Context("s1"));
        var ofKey = await rig.DoAsync(new CaptureIdentity(new AccessKey(rig.Account, key)), HandlerRig.Context("s2"));

        (await TextAsync(ofRole)).Should().Contain("trustPolicy").And.Contain("ec2.amazonaws.com");
        (await TextAsync(ofKey)).Should().Contain(key).And.Contain("\"userName\": \"alice\"");
        ofKey.Detail.Should().Be("owner alice, active");
    }

    [Fact]
    public async Task Reconcile_AfterALostAnswer_FindsWhatWasWritten_AndNothingIsDoubled()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        await rig.Admin.CreateUserAsync("alice");
        var action = new CaptureIdentity(new IamUser(rig.Account, "alice"));
        (await rig.ReconcileAsync(action, HandlerRig.Context())).State.Should().Be(ReconciledState.NotDone);
        var result = await rig.DoAsync(action);

        var found = await rig.ReconcileAsync(action, HandlerRig.Context());

        found.State.Should().Be(ReconciledState.Done);
        found.Result!.Evidence[0].Should().BeEquivalentTo(result.Evidence[0], options => options.Excluding(record => record.Detail).Excluding(record => record.AsOf));
    }

    [Fact]
    public async Task Execute_UserThatIsGone_SaysSo()
    {
        using var rig = await HandlerRig.StartAsync(moto);

        var doing = () => rig.DoAsync(new CaptureIdentity(new IamUser(rig.Account, "nobody")));

        (await doing.Should().ThrowAsync<ProviderException>()).WithMessage("IAM knows no user nobody*");
    }

    [Fact]
    public async Task Execute_NoEvidenceBucket_SaysWhatToDo()
    {
        using var rig = await HandlerRig.StartAsync(moto, static options => options with { EvidenceBucket = null });
        await rig.Admin.CreateUserAsync("alice");

        var doing = () => rig.DoAsync(new CaptureIdentity(new IamUser(rig.Account, "alice")));

        (await doing.Should().ThrowAsync<ProviderException>()).WithMessage("No evidence bucket is set*");
    }

    private async Task<string> TextAsync(StepResult result) => System.Text.Encoding.UTF8.GetString(await ReadAsync(result.Evidence[0].Location!));

    private async Task<byte[]> ReadAsync(string location)
    {
        var place = new Uri(location);
        using var accounts = new AwsAccounts(moto.Options());
        using var own = accounts.EnterOwn(MotoServer.Account, ResourceId.Global, null);
        using var read = await own.S3.GetObjectAsync(new GetObjectRequest { BucketName = place.Host, Key = place.AbsolutePath.TrimStart('/') });
        using var bytes = new MemoryStream();
        await read.ResponseStream.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
