using System.Collections.Immutable;

namespace IrSdk.Aws.Tests.Permissions;

/// <summary>What handlers declare is what they may call: nothing undeclared goes over the wire, and nothing is declared in vain.</summary>
public sealed class PermissionTests(MotoServer moto)
{
    public static TheoryData<string> Handled => [.. AwsHandlers.All.Select(registration => registration.Action.Name)];

    [Theory]
    [MemberData(nameof(Handled))]
    public void Handler_WhoeverItIs_DeclaresWhatItCalls(string action)
    {
        var registration = AwsHandlers.All.Single(one => one.Action.Name == action);

        registration.Permissions.Should().NotBeEmpty();
        registration.Permissions.Should().OnlyContain(permission => permission.Action.Contains(':', StringComparison.Ordinal) && !permission.Action.Contains('*', StringComparison.Ordinal));
        registration.Permissions.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Handlers_OneActionTwice_IsNever() => AwsHandlers.All.Select(registration => registration.Action).Should().OnlyHaveUniqueItems();

    [Fact]
    public async Task RevokeAccessKey_AndBack_CallsWhatIsDeclared()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var key = new AccessKey(rig.Account, await rig.Admin.CreateUserAsync("alice"));

        var result = await CalledAsync(rig, new RevokeAccessKey(key));
        await CalledAsync(rig, new ReactivateAccessKey(key), result);
    }

    [Fact]
    public async Task SessionsAndUsers_AndBack_CallWhatIsDeclared()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        await rig.Admin.CreateUserAsync("alice");
        await rig.Admin.IamAsync("CreateLoginProfile", ("UserName", "alice"), ("Password", "correct-Horse-9"));
        await rig.Admin.CreateRoleAsync("reader");
        var (user, role) = (new IamUser(rig.Account, "alice"), new IamRole(rig.Account, "reader"));
        var session = new RoleSession(rig.Account, "reader", "mallory");

        await CalledAsync(rig, new CaptureIdentity(user));
        await CalledAsync(rig, new CaptureIdentity(role));
        await CalledAsync(rig, new AllowSessions(role), await CalledAsync(rig, new RevokeSessions(role)));
        await CalledAsync(rig, new AllowSessions(user), await CalledAsync(rig, new RevokeSessions(user)));
        await CalledAsync(rig, new AllowSession(session), await CalledAsync(rig, new RevokeSession(session)));
        await CalledAsync(rig, new LiftMfaRequirement(user), await CalledAsync(rig, new RequireMfa(user)));
        await CalledAsync(rig, new RemoveConsoleAccess(user));
    }

    [Fact]
    public async Task Directory_EveryQuestion_CallsWhatIsDeclared()
    {
        using var rig = await HandlerRig.StartAsync(moto, static options => options with { RetryFor = TimeSpan.Zero });
        var key = new AccessKey(rig.Account, await rig.Admin.CreateUserAsync("alice"));
        await rig.Admin.CreateRoleAsync("reader");
        await rig.Admin.IamAsync("CreateInstanceProfile", ("InstanceProfileName", "fleet"));
        await rig.Admin.IamAsync("AddRoleToInstanceProfile", ("InstanceProfileName", "fleet"), ("RoleName", "reader"));
        var started = await rig.Admin.Ec2Async("RunInstances", ("ImageId", "ami-12345678"), ("MinCount", "1"), ("MaxCount", "1"), ("IamInstanceProfile.Name", "fleet"));
        Resource[] resources =
        [
            key, new IamUser(rig.Account, "alice"), new IamRole(rig.Account, "reader"), new RoleSession(rig.Account, "reader", "mallory"),
            new Instance(rig.Account, "us-east-1", started.Descendants("instanceId").First().Value), new Vpc(rig.Account, "us-east-1", "vpc-1"), new Bucket(rig.Account, "us-east-1", "nobodys"),
        ];
        rig.Log.Clear();

        foreach (var resource in resources)
        {
            await TryAsync(async () => await rig.Directory.DescribeAsync(resource, default));
            foreach (var relation in Enum.GetValues<Resolution.Relation>())
            {
                await TryAsync(async () => await rig.Directory.RelatedAsync(resource, relation, new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch), default));
            }
        }

        rig.Log.Actions.Except(Entering).Should().BeEquivalentTo(AwsDirectory.Permissions.Select(permission => permission.Action).Distinct());

        // The emulator answers some of these with a failure; that they were asked is what counts.
        static async Task TryAsync(Func<Task> ask)
        {
            try
            {
                await ask();
            }
            catch (Runtime.ProviderException)
            {
            }
        }
    }

    /// <summary>Does, looks and checks; what was called beside entering the account is declared.</summary>
    private static async Task<Runtime.StepResult> CalledAsync(HandlerRig rig, ResponseAction action, Runtime.StepResult? prior = null)
    {
        rig.Log.Clear();
        var result = await rig.DoAsync(action, HandlerRig.Context($"s-{action.GetType().Name}-{action.Resource.Id.Name}", prior));
        await rig.ReconcileAsync(action, HandlerRig.Context($"s-{action.GetType().Name}-{action.Resource.Id.Name}", prior ?? result));
        await rig.CheckAsync(action, result);

        var declared = AwsHandlers.All.Single(one => one.Action == action.GetType()).Permissions.Select(permission => permission.Action);
        rig.Log.Actions.Should().BeSubsetOf([.. declared, .. Entering], "{0} declares what it calls", action.GetType().Name);
        rig.Log.Actions.Should().Contain(called => declared.Contains(called));
        return result;
    }

    /// <summary>What entering an account and keeping evidence in the responder's own calls, with the responder's own credentials.</summary>
    private static ImmutableArray<string> Entering { get; } =
        ["sts:AssumeRole", "sts:GetCallerIdentity", .. EvidencePermissions.Keeping.Select(permission => permission.Action)];
}
