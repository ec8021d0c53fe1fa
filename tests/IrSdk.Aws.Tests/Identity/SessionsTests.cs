using System.Text.Json;
using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.Identity;

public sealed class SessionsTests(MotoServer moto)
{
    [Fact]
    public async Task RevokeSessions_Role_IsDeniedUpToTheServersOwnTime_InUtc()
    {
        using var rig = await HandlerRig.StartAsync(moto, network: static inner => new DateShift(inner, TimeSpan.FromHours(3)));
        await rig.Admin.CreateRoleAsync("reader");

        var result = await rig.DoAsync(new RevokeSessions(new IamRole(rig.Account, "reader")));

        result.Proof.Should().Be(Proof.Verified);
        using var policy = JsonDocument.Parse((await rig.Admin.PolicyAsync("Role", "reader", "AWSRevokeOlderSessions"))!);
        var before = policy.RootElement.GetProperty("Statement")[0].GetProperty("Condition").GetProperty("DateLessThan").GetProperty("aws:TokenIssueTime").GetString()!;
        before.Should().EndWith("Z");
        DateTimeOffset.Parse(before).Should().BeCloseTo(HandlerRig.Time.GetUtcNow().AddHours(3).AddSeconds(10), TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task RevokeSessions_CalledAgain_LeavesItsOwnPolicyAlone()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        await rig.Admin.CreateRoleAsync("reader");
        var action = new RevokeSessions(new IamRole(rig.Account, "reader"));
        var result = await rig.DoAsync(action);
        var policy = await rig.Admin.PolicyAsync("Role", "reader", "AWSRevokeOlderSessions");

        await rig.DoAsync(action, HandlerRig.Context(prior: result));

        (await rig.Admin.PolicyAsync("Role", "reader", "AWSRevokeOlderSessions")).Should().Be(policy);
        rig.Log.Calls.Count(call => call.Operation == "PutRolePolicy").Should().Be(1);
        (await rig.ReconcileAsync(action, HandlerRig.Context(prior: result))).State.Should().Be(ReconciledState.Done);
    }

    [Fact]
    public async Task RevokeSessions_ServiceLinkedRole_IsRefusedBeforeAnythingChanges()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        await rig.Admin.CreateRoleAsync("AWSServiceRoleForX", "/aws-service-role/x.amazonaws.com/");

        var doing = () => rig.DoAsync(new RevokeSessions(new IamRole(rig.Account, "AWSServiceRoleForX")));

        (await doing.Should().ThrowAsync<ProviderException>()).WithMessage("*service-linked*").Which.IsTransient.Should().BeFalse();
        rig.Log.Calls.Should().NotContain(call => call.Operation == "PutRolePolicy");
    }

    [Fact]
    public async Task RevokeSessions_WhoElseUsesTheRole_IsSaid()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        await rig.Admin.CreateRoleAsync("worker", service: "lambda.amazonaws.com");
        await rig.Admin.IamAsync("CreateInstanceProfile", ("InstanceProfileName", "fleet"));
        await rig.Admin.IamAsync("AddRoleToInstanceProfile", ("InstanceProfileName", "fleet"), ("RoleName", "worker"));

        var result = await rig.DoAsync(new RevokeSessions(new IamRole(rig.Account, "worker")));

        result.Breaks.Should().Contain(one => one.Contains("fleet", StringComparison.Ordinal))
            .And.Contain(one => one.Contains("lambda.amazonaws.com", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AllowSessions_AnEarlierRevocationWasThere_StandsAgain()
    {
        const string Earlier = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:TokenIssueTime":"2020-01-01T00:00:00Z"}}}]}""";
        using var rig = await HandlerRig.StartAsync(moto);
        await rig.Admin.CreateRoleAsync("reader");
        await rig.Admin.IamAsync("PutRolePolicy", ("RoleName", "reader"), ("PolicyName", "AWSRevokeOlderSessions"), ("PolicyDocument", Earlier));
        var role = new IamRole(rig.Account, "reader");
        var result = await rig.DoAsync(new RevokeSessions(role));
        (await rig.Admin.PolicyAsync("Role", "reader", "AWSRevokeOlderSessions")).Should().NotContain("2020");

        await rig.DoAsync(new AllowSessions(role), HandlerRig.Context("u1", result));

        (await rig.Admin.PolicyAsync("Role", "reader", "AWSRevokeOlderSessions")).Should().Be(Earlier);
    }

    [Fact]
    public async Task RevokeSessions_User_IsDeniedAndAllowedAgain()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        await rig.Admin.CreateUserAsync("alice");
        var user = new IamUser(rig.Account, "alice");

        var result = await rig.DoAsync(new RevokeSessions(user));
        (await rig.Admin.PolicyAsync("User", "alice", "AWSRevokeOlderSessions")).Should().Contain("aws:TokenIssueTime");
        await rig.DoAsync(new AllowSessions(user), HandlerRig.Context("u1", result));

        (await rig.Admin.PolicyAsync("User", "alice", "AWSRevokeOlderSessions")).Should().BeNull();
    }

    [Fact]
    public async Task RevokeSession_OneOfTwo_DeniesThatOneByItsUserId_AndGoesAgain()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        await rig.Admin.CreateRoleAsync("reader");
        var id = (await rig.Admin.IamAsync("GetRole", ("RoleName", "reader"))).Descendants("RoleId").Single().Value;
        var session = new RoleSession(rig.Account, "reader", "mallory");

        var result = await rig.DoAsync(new RevokeSession(session));
        (await rig.Admin.PolicyAsync("Role", "reader", "irsdk-session-mallory")).Should().Contain($"\"aws:userid\":\"{id}:mallory\"");
        await rig.DoAsync(new AllowSession(session), HandlerRig.Context("u1", result));

        result.Proof.Should().Be(Proof.Verified);
        (await rig.Admin.PolicyAsync("Role", "reader", "irsdk-session-mallory")).Should().BeNull();
    }

    [Fact]
    public async Task CheckHolding_TheDenyWasDetached_Drifts()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        await rig.Admin.CreateRoleAsync("reader");
        var action = new RevokeSessions(new IamRole(rig.Account, "reader"));
        var result = await rig.DoAsync(action);

        await rig.Admin.IamAsync("DeleteRolePolicy", ("RoleName", "reader"), ("PolicyName", "AWSRevokeOlderSessions"));

        (await rig.CheckAsync(action, result)).Drift.Should().Be("the deny was detached from reader");
    }

    /// <summary>A server whose clock is not ours.</summary>
    private sealed class DateShift(HttpMessageHandler inner, TimeSpan ahead) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            response.Headers.Date += ahead;
            return response;
        }
    }
}
