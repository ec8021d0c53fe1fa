using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.Identity;

public sealed class RevokeAccessKeyTests(MotoServer moto)
{
    [Fact]
    public async Task Execute_ActiveKey_IsInactive_AndItsUserDenied()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var key = await rig.Admin.CreateUserAsync("alice");

        var result = await rig.DoAsync(new RevokeAccessKey(new AccessKey(rig.Account, key)));

        (await rig.Admin.KeyStatusAsync("alice", key)).Should().Be("Inactive");
        (await rig.Admin.PolicyAsync("User", "alice", $"irsdk-revoked-{key}")).Should().Contain("Deny").And.Contain("\"*\"");
        result.Proof.Should().Be(Proof.Verified);
        result.Detail.Should().Be("inactive, alice denied");
    }

    [Fact]
    public async Task Execute_OtherKeysOfTheUser_AreNamedAsBroken()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var key = await rig.Admin.CreateUserAsync("alice");
        var other = await rig.Admin.CreateKeyAsync("alice");

        var result = await rig.DoAsync(new RevokeAccessKey(new AccessKey(rig.Account, key)));

        result.Breaks.Should().ContainSingle(one => one.Contains(other, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Execute_TemporaryKeyOfASession_SaysWhatToRevokeInstead()
    {
        using var rig = await HandlerRig.StartAsync(moto);

        var doing = () => rig.DoAsync(new RevokeAccessKey(new AccessKey(rig.Account, "ASIAIOSFODNN7EXAMPLE")));

        (await doing.Should().ThrowAsync<ProviderException>()).WithMessage("*temporary key*revoke the sessions*");
        rig.Log.Calls.Should().OnlyContain(call => call.Service == "sts");
    }

    [Fact]
    public async Task Execute_KeyOfNobody_SaysSoAndChangesNothing()
    {
        using var rig = await HandlerRig.StartAsync(moto);

        var doing = () => rig.DoAsync(new RevokeAccessKey(new AccessKey(rig.Account, "AKIAI44QH8DHBEXAMPLE")));

        (await doing.Should().ThrowAsync<ProviderException>()).Which.IsTransient.Should().BeFalse();
        rig.Log.Calls.Should().NotContain(call => call.Operation.StartsWith("Put", StringComparison.Ordinal) || call.Operation.StartsWith("Update", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reconcile_BeforeAfterAndHalfWay_SaysWhichItIs()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var key = await rig.Admin.CreateUserAsync("alice");
        var action = new RevokeAccessKey(new AccessKey(rig.Account, key));

        (await rig.ReconcileAsync(action, HandlerRig.Context())).State.Should().Be(ReconciledState.NotDone);
        var result = await rig.DoAsync(action);
        (await rig.ReconcileAsync(action, HandlerRig.Context(prior: result))).State.Should().Be(ReconciledState.Done);
        await rig.Admin.IamAsync("UpdateAccessKey", ("UserName", "alice"), ("AccessKeyId", key), ("Status", "Active"));
        (await rig.ReconcileAsync(action, HandlerRig.Context(prior: result))).State.Should().Be(ReconciledState.PartlyDone);
    }

    [Theory]
    [InlineData("reactivated", "active again")]
    [InlineData("detached", "deny was detached")]
    [InlineData("new key", "new key")]
    public async Task CheckHolding_TheIntruderFightsBack_Drifts(string move, string drift)
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var key = await rig.Admin.CreateUserAsync("alice");
        var action = new RevokeAccessKey(new AccessKey(rig.Account, key));
        var result = await rig.DoAsync(action);
        (await rig.CheckAsync(action, result)).Drift.Should().BeNull();

        await (move switch
        {
            "reactivated" => rig.Admin.IamAsync("UpdateAccessKey", ("UserName", "alice"), ("AccessKeyId", key), ("Status", "Active")),
            "detached" => rig.Admin.IamAsync("DeleteUserPolicy", ("UserName", "alice"), ("PolicyName", $"irsdk-revoked-{key}")),
            _ => (Task)rig.Admin.CreateKeyAsync("alice"),
        });

        (await rig.CheckAsync(action, result)).Drift.Should().Contain(drift);
    }

    [Fact]
    public async Task CheckHolding_TheNewKeyWasRevokedToo_Holds()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var action = new RevokeAccessKey(new AccessKey(rig.Account, await rig.Admin.CreateUserAsync("alice")));
        var result = await rig.DoAsync(action);
        var made = new AccessKey(rig.Account, await rig.Admin.CreateKeyAsync("alice"));

        await rig.DoAsync(new RevokeAccessKey(made), HandlerRig.Context("s2"));

        (await rig.CheckAsync(action, result)).Drift.Should().BeNull();
    }

    [Fact]
    public async Task Reactivate_OneOfTwoRevokedKeys_LeavesTheOthersDeny()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var first = new AccessKey(rig.Account, await rig.Admin.CreateUserAsync("alice"));
        var second = new AccessKey(rig.Account, await rig.Admin.CreateKeyAsync("alice"));
        var result = await rig.DoAsync(new RevokeAccessKey(first), HandlerRig.Context("s1"));
        await rig.DoAsync(new RevokeAccessKey(second), HandlerRig.Context("s2"));

        await rig.DoAsync(new ReactivateAccessKey(first), HandlerRig.Context("u1", result));

        (await rig.Admin.KeyStatusAsync("alice", first.Name)).Should().Be("Active");
        (await rig.Admin.PolicyAsync("User", "alice", $"irsdk-revoked-{first.Name}")).Should().BeNull();
        (await rig.Admin.KeyStatusAsync("alice", second.Name)).Should().Be("Inactive");
        (await rig.Admin.PolicyAsync("User", "alice", $"irsdk-revoked-{second.Name}")).Should().NotBeNull();
    }

    [Fact]
    public async Task Reactivate_KeyThatWasInactiveBefore_StaysInactive()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var key = new AccessKey(rig.Account, await rig.Admin.CreateUserAsync("alice"));
        await rig.Admin.IamAsync("UpdateAccessKey", ("UserName", "alice"), ("AccessKeyId", key.Name), ("Status", "Inactive"));
        var result = await rig.DoAsync(new RevokeAccessKey(key));

        await rig.DoAsync(new ReactivateAccessKey(key), HandlerRig.Context("u1", result));

        (await rig.Admin.KeyStatusAsync("alice", key.Name)).Should().Be("Inactive");
    }

    [Fact]
    public async Task Reactivate_TheDenyWasRewrittenSince_IsRefused()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var key = new AccessKey(rig.Account, await rig.Admin.CreateUserAsync("alice"));
        var result = await rig.DoAsync(new RevokeAccessKey(key));
        await rig.Admin.IamAsync("PutUserPolicy", ("UserName", "alice"), ("PolicyName", $"irsdk-revoked-{key.Name}"),
            ("PolicyDocument", """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}"""));

        var undoing = () => rig.DoAsync(new ReactivateAccessKey(key), HandlerRig.Context("u1", result));

        (await undoing.Should().ThrowAsync<ProviderException>()).WithMessage("*was rewritten*");
        (await rig.Admin.KeyStatusAsync("alice", key.Name)).Should().Be("Inactive");
    }
}
