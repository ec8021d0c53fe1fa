using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.Identity;

/// <summary>A third throttled, a tenth unavailable, a twentieth lost after the server acted: done all the same, and once.</summary>
public sealed class FaultsTests(MotoServer moto)
{
    private static readonly FaultRates Rates = new() { Throttled = 0.3, Unavailable = 0.1, Lost = 0.05 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task CaptureRevokeAndUndo_OnABadNetwork_EndAsOnAGoodOne(int seed)
    {
        FaultyHttp? network = null;
        using var rig = await HandlerRig.StartAsync(moto, static options => options with { Jitter = () => 0 }, inner => network = new(inner, Rates, seed));
        var key = new AccessKey(rig.Account, await rig.Admin.CreateUserAsync("alice"));
        await rig.Admin.CreateRoleAsync("reader");
        var role = new IamRole(rig.Account, "reader");

        var captured = await rig.DoAsync(new CaptureIdentity(new IamUser(rig.Account, "alice")), HandlerRig.Context("s1"));
        var revoked = await rig.DoAsync(new RevokeAccessKey(key), HandlerRig.Context("s2"));
        var ended = await rig.DoAsync(new RevokeSessions(role), HandlerRig.Context("s3"));

        captured.Evidence.Should().ContainSingle().Which.LockedUntil.Should().NotBeNull();
        (revoked.Proof, ended.Proof).Should().Be((Proof.Verified, Proof.Verified));
        (await rig.Admin.KeyStatusAsync("alice", key.Name)).Should().Be("Inactive");
        (await rig.Admin.IamAsync("ListUserPolicies", ("UserName", "alice"))).Descendants("member").Should().ContainSingle();
        (await rig.Admin.IamAsync("ListRolePolicies", ("RoleName", "reader"))).Descendants("member").Should().ContainSingle();

        await rig.DoAsync(new ReactivateAccessKey(key), HandlerRig.Context("u1", revoked));
        await rig.DoAsync(new AllowSessions(role), HandlerRig.Context("u2", ended));

        (await rig.Admin.KeyStatusAsync("alice", key.Name)).Should().Be("Active");
        (await rig.Admin.IamAsync("ListUserPolicies", ("UserName", "alice"))).Descendants("member").Should().BeEmpty();
        (await rig.Admin.IamAsync("ListRolePolicies", ("RoleName", "reader"))).Descendants("member").Should().BeEmpty();
        network!.Faults.Should().BeGreaterThan(5);
    }
}
