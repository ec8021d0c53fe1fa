using System.Net;
using System.Text;
using System.Text.Json;
using IrSdk.Resolution;
using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.Resolving;

public sealed class AwsDirectoryTests(MotoServer moto)
{
    private static readonly TimeWindow Window = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Related_KeyToUserToKeys_IsIamsAnswer()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var first = await rig.Admin.CreateUserAsync("alice");
        var second = await rig.Admin.CreateKeyAsync("alice");

        var owner = await rig.Directory.RelatedAsync(new AccessKey(rig.Account, first), Relation.Owner, Window, default);
        var keys = await rig.Directory.RelatedAsync(owner.Single(), Relation.Keys, Window, default);

        owner.Should().Equal(new IamUser(rig.Account, "alice"));
        keys.Should().BeEquivalentTo([new { Name = first, UserName = "alice" }, new { Name = second, UserName = "alice" }]);
    }

    [Fact]
    public async Task Describe_WhatIsNotThere_IsNull_AndWhatIsThereHasItsTags()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        await rig.Admin.IamAsync("CreateUser", ("UserName", "tagged"), ("Tags.member.1.Key", "env"), ("Tags.member.1.Value", "prod"));

        (await rig.Directory.DescribeAsync(new IamUser(rig.Account, "nobody"), default)).Should().BeNull();
        (await rig.Directory.DescribeAsync(new IamRole(rig.Account, "nothing"), default)).Should().BeNull();
        (await rig.Directory.DescribeAsync(new AccessKey(rig.Account, "AKIAI44QH8DHBEXAMPLE"), default)).Should().BeNull();
        (await rig.Directory.DescribeAsync(new Instance(rig.Account, "us-east-1", "i-0123456789abcdef0"), default)).Should().BeNull();
        (await rig.Directory.DescribeAsync(new Vpc(rig.Account, "us-east-1", "vpc-01234567"), default)).Should().BeNull();
        (await rig.Directory.DescribeAsync(new IamUser(rig.Account, "tagged"), default))!.IsProduction.Should().BeTrue();
    }

    [Fact]
    public async Task Describe_Instance_HasItsNetworkRoleInterfacesAndVolumes()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var id = await RunInstanceAsync(rig, "worker");

        var instance = (Instance)(await rig.Directory.DescribeAsync(new Instance(rig.Account, "us-east-1", id), default))!;

        instance.RoleName.Should().Be("worker");
        instance.VpcName.Should().StartWith("vpc-");
        instance.Interfaces.Should().ContainSingle().Which.Should().StartWith("eni-");
        instance.Volumes.Should().ContainSingle().Which.Should().StartWith("vol-");
        (await rig.Directory.RelatedAsync(instance, Relation.Network, Window, default)).Should().Equal(new Vpc(rig.Account, "us-east-1", instance.VpcName!));
        (await rig.Directory.RelatedAsync(instance, Relation.Role, Window, default)).Should().Equal(new IamRole(rig.Account, "worker"));
    }

    [Fact]
    public async Task Related_RoleToInstances_FindsThoseOfItsProfiles_AndNoOthers()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var id = await RunInstanceAsync(rig, "worker");
        await RunInstanceAsync(rig, "other");
        await rig.Admin.CreateRoleAsync("unused");

        var found = await rig.Directory.RelatedAsync(new IamRole(rig.Account, "worker"), Relation.InstancesUsing, Window, default);

        found.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Name = id, RoleName = "worker" });
        (await rig.Directory.RelatedAsync(new IamRole(rig.Account, "unused"), Relation.InstancesUsing, Window, default)).Should().BeEmpty("a role without profiles must not mean every instance");
    }

    [Fact]
    public async Task Related_KeyToSessions_ReadsAllPages_OnlyWhatSucceeded_AndEachOnce()
    {
        using var rig = await HandlerRig.StartAsync(moto, network: static inner => new RecordedTrail(inner,
        [
            [Assumed("arn:aws:iam::111122223333:role/path/admin", "mallory"), Assumed("arn:aws:iam::111122223333:role/secret", "mallory", error: "AccessDenied")],
            [Assumed("arn:aws:iam::111122223333:role/path/admin", "mallory"), Event("GetCallerIdentity", "198.51.100.7", "{}")],
        ]));
        var key = new AccessKey(rig.Account, "AKIAIOSFODNN7EXAMPLE");

        var sessions = await rig.Directory.RelatedAsync(key, Relation.MintedSessions, Window, default);

        sessions.Should().Equal(new RoleSession(new("111122223333"), "admin", "mallory") { MintedBy = key.Id });
    }

    [Fact]
    public async Task Related_SessionOfAnotherRoleWithTheSameName_IsNotItsOwn()
    {
        using var rig = await HandlerRig.StartAsync(moto, network: static inner => new RecordedTrail(inner,
            [[Assumed("arn:aws:iam::111122223333:role/admin", "second", caller: "assumed-role/reader/mallory"), Assumed("arn:aws:iam::111122223333:role/admin", "third", caller: "assumed-role/writer/mallory")]]));

        var sessions = await rig.Directory.RelatedAsync(new RoleSession(rig.Account, "reader", "mallory"), Relation.MintedSessions, Window, default);

        sessions.OfType<RoleSession>().Select(session => session.SessionName).Should().Equal("second");
    }

    [Fact]
    public async Task Related_SessionNamedAfterAnInstance_LeadsToIt()
    {
        using var rig = await HandlerRig.StartAsync(moto, network: static inner => new RecordedTrail(inner, [[]]));
        var id = await RunInstanceAsync(rig, "worker");

        var origin = await rig.Directory.RelatedAsync(new RoleSession(rig.Account, "worker", id), Relation.InstanceOfOrigin, Window, default);

        origin.Should().ContainSingle().Which.Id.Name.Should().Be(id);
    }

    [Fact]
    public async Task Related_KeyUsedFromAnInstancesAddress_LeadsToIt_AndAForeignAddressToNothing()
    {
        var address = "192.0.2.1";
        using var rig = await HandlerRig.StartAsync(moto, network: inner => new RecordedTrail(inner, [[Event("ListBuckets", () => address, "{}"), Event("ListBuckets", "ec2.amazonaws.com", "{}")]]));
        var id = await RunInstanceAsync(rig, "worker");
        var key = new AccessKey(rig.Account, "AKIAIOSFODNN7EXAMPLE");
        (await rig.Directory.RelatedAsync(key, Relation.InstanceOfOrigin, Window, default)).Should().BeEmpty();

        address = (await rig.Admin.Ec2Async("DescribeInstances", ("InstanceId.1", id))).Descendants("ipAddress").First().Value;

        (await rig.Directory.RelatedAsync(key, Relation.InstanceOfOrigin, Window, default)).Should().ContainSingle().Which.Id.Name.Should().Be(id);
    }

    [Fact]
    public async Task Related_TheTrailRefuses_IsAProviderExceptionThatNamesTheCall()
    {
        using var rig = await HandlerRig.StartAsync(moto, network: static inner => new RecordedTrail(inner, null));

        var asking = async () => await rig.Directory.RelatedAsync(new AccessKey(rig.Account, "AKIAIOSFODNN7EXAMPLE"), Relation.MintedSessions, Window, default);

        (await asking.Should().ThrowAsync<ProviderException>()).WithMessage("AWS refused LookupEvents: arn:aws:sts::111122223333:assumed-role/irsdk-evidence/irsdk lacks cloudtrail:LookupEvents*");
    }

    private static async Task<string> RunInstanceAsync(HandlerRig rig, string role)
    {
        await rig.Admin.CreateRoleAsync(role);
        await rig.Admin.IamAsync("CreateInstanceProfile", ("InstanceProfileName", $"{role}-profile"));
        await rig.Admin.IamAsync("AddRoleToInstanceProfile", ("InstanceProfileName", $"{role}-profile"), ("RoleName", role));
        var started = await rig.Admin.Ec2Async("RunInstances", ("ImageId", "ami-12345678"), ("MinCount", "1"), ("MaxCount", "1"), ("IamInstanceProfile.Name", $"{role}-profile"));
        return started.Descendants("instanceId").First().Value;
    }

    private static Func<object> Assumed(string role, string session, string? error = null, string caller = "user/alice") => Event(
        "AssumeRole", "198.51.100.7", $$"""{"roleArn":"{{role}}","roleSessionName":"{{session}}"}""", error, caller);

    private static Func<object> Event(string name, string address, string parameters, string? error = null, string caller = "user/alice") =>
        Event(name, () => address, parameters, error, caller);

    private static Func<object> Event(string name, Func<string> address, string parameters, string? error = null, string caller = "user/alice") => () => new
    {
        EventId = "11111111-2222-3333-4444-555555555555",
        EventName = name,
        EventTime = 1767268800.5,
        CloudTrailEvent = $$"""{"eventName":"{{name}}","sourceIPAddress":"{{address()}}","userIdentity":{"arn":"arn:aws:sts::111122223333:{{caller}}"},"requestParameters":{{parameters}}{{(error is null ? "" : $",\"errorCode\":\"{error}\"")}}}""",
    };

    /// <summary>The emulator has no LookupEvents: its answers here are written as the service documents them. Null pages: it refuses.</summary>
    private sealed class RecordedTrail(HttpMessageHandler inner, Func<object>[][]? pages) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!request.Headers.TryGetValues("X-Amz-Target", out var target) || !string.Concat(target).EndsWith("LookupEvents", StringComparison.Ordinal))
            {
                return await base.SendAsync(request, cancellationToken);
            }

            if (pages is null)
            {
                return Answer(HttpStatusCode.BadRequest, new
                {
                    __type = "AccessDeniedException",
                    Message = "User: arn:aws:sts::111122223333:assumed-role/irsdk-evidence/irsdk is not authorized to perform: cloudtrail:LookupEvents because no identity-based policy allows the cloudtrail:LookupEvents action",
                });
            }

            using var asked = JsonDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken));
            asked.RootElement.GetProperty("StartTime").GetDouble().Should().Be(1767225600);
            var page = asked.RootElement.TryGetProperty("NextToken", out var token) ? int.Parse(token.GetString()!) : 0;
            return Answer(HttpStatusCode.OK, new { Events = pages[page].Select(one => one()), NextToken = page + 1 < pages.Length ? $"{page + 1}" : null });
        }

        private static HttpResponseMessage Answer(HttpStatusCode status, object body) =>
            new(status) { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/x-amz-json-1.1") };
    }
}
