using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.Identity;

public sealed class UsersTests(MotoServer moto)
{
    [Fact]
    public async Task RequireMfa_UserWithoutDevice_IsDenied_LockedOutIsSaid_AndLiftedAgain()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        await rig.Admin.CreateUserAsync("alice");
        var user = new IamUser(rig.Account, "alice");

        var result = await rig.DoAsync(new RequireMfa(user));
        (await rig.Admin.PolicyAsync("User", "alice", "irsdk-require-mfa")).Should().Contain("\"BoolIfExists\":{\"aws:MultiFactorAuthPresent\":\"false\"}");
        await rig.DoAsync(new LiftMfaRequirement(user), HandlerRig.Context("u1", result));

        result.Proof.Should().Be(Proof.Verified);
        result.Breaks.Should().Contain(one => one.Contains("locked out", StringComparison.Ordinal));
        (await rig.Admin.PolicyAsync("User", "alice", "irsdk-require-mfa")).Should().BeNull();
    }

    [Fact]
    public async Task RequireMfa_TheIntruderRegistersADevice_Drifts()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        await rig.Admin.CreateUserAsync("alice");
        var action = new RequireMfa(new IamUser(rig.Account, "alice"));
        var result = await rig.DoAsync(action);
        (await rig.CheckAsync(action, result)).Drift.Should().BeNull();

        await EnableDeviceAsync(rig, "alice");

        (await rig.CheckAsync(action, result)).Drift.Should().Contain("new second factor");
    }

    [Fact]
    public async Task RemoveConsoleAccess_PasswordAndDevice_AreGone_AndComingBackDrifts()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        await rig.Admin.CreateUserAsync("alice");
        await rig.Admin.IamAsync("CreateLoginProfile", ("UserName", "alice"), ("Password", "correct-Horse-9"));
        await EnableDeviceAsync(rig, "alice");
        var action = new RemoveConsoleAccess(new IamUser(rig.Account, "alice"));

        var result = await rig.DoAsync(action);

        result.Proof.Should().Be(Proof.Verified);
        result.Detail.Should().StartWith("password deleted, 1 second factor deactivated");
        (await rig.Admin.IamAsync("ListMFADevices", ("UserName", "alice"))).Descendants("SerialNumber").Should().BeEmpty();
        var looking = () => rig.Admin.IamAsync("GetLoginProfile", ("UserName", "alice"));
        await looking.Should().ThrowAsync<InvalidOperationException>();
        await rig.Admin.IamAsync("CreateLoginProfile", ("UserName", "alice"), ("Password", "correct-Horse-9"));
        (await rig.CheckAsync(action, result)).Drift.Should().Contain("console password again");
    }

    [Fact]
    public async Task RemoveConsoleAccess_UserWithoutAny_IsDoneAndSaysSo()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        await rig.Admin.CreateUserAsync("alice");

        var result = await rig.DoAsync(new RemoveConsoleAccess(new IamUser(rig.Account, "alice")));

        result.Proof.Should().Be(Proof.Verified);
        result.Detail.Should().StartWith("had no password, 0 second factors");
    }

    private static async Task EnableDeviceAsync(HandlerRig rig, string user)
    {
        var serial = (await rig.Admin.IamAsync("CreateVirtualMFADevice", ("VirtualMFADeviceName", $"{user}-phone"))).Descendants("SerialNumber").Single().Value;
        await rig.Admin.IamAsync("EnableMFADevice", ("UserName", user), ("SerialNumber", serial), ("AuthenticationCode1", "123456"), ("AuthenticationCode2", "654321"));
    }
}
