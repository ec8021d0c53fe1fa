using System.Collections.Concurrent;
using System.Text.Json;
using System.Web;
using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.Accounts;

public sealed class AwsAccountsTests(MotoServer moto)
{
    private readonly AccountId account = MotoServer.NewAccount();

    [Theory]
    [InlineData("Evidence", "irsdk-evidence")]
    [InlineData("Containment", "irsdk-containment")]
    public async Task Enter_ForAStep_AssumesThePurposesRole_NamedAfterTheIncident_NarrowedToTheStep(string purpose, string role)
    {
        AssumedRoles? assumed = null;
        using var accounts = new AwsAccounts(moto.Options(inner => assumed = new(inner)) with { ExternalId = "responder" });
        using var access = await accounts.EnterAsync(account, "us-east-1", Enum.Parse<AwsPurpose>(purpose), HandlerRig.Context(), [.. IamPermissions.OnUser("GetUser")], "alice", default);

        await access.Iam.ListUsersAsync(new());

        var form = assumed!.Forms.Should().ContainSingle().Subject;
        form["RoleArn"].Should().Be($"arn:aws:iam::{account}:role/{role}");
        form["RoleSessionName"].Should().Be("inc-1");
        form["ExternalId"].Should().Be("responder");
        using var policy = JsonDocument.Parse(form["Policy"]);
        policy.RootElement.GetProperty("Statement").EnumerateArray().Select(one => one.GetProperty("Resource").GetString())
            .Should().BeEquivalentTo($"arn:aws:iam::{account}:user/alice", $"arn:aws:iam::{account}:user/*/alice");
    }

    [Fact]
    public async Task Enter_TheSameStepAgain_AssumesItsRoleOnce_AndAnotherIncidentAgain()
    {
        AssumedRoles? assumed = null;
        using var accounts = new AwsAccounts(moto.Options(inner => assumed = new(inner)));
        for (var call = 0; call < 3; call++)
        {
            using var access = await accounts.EnterAsync(account, "us-east-1", AwsPurpose.Evidence, HandlerRig.Context(), null, null, default);
            await Task.WhenAll(access.Iam.ListUsersAsync(new()), access.Iam.ListRolesAsync(new()));
        }

        assumed!.Forms.Should().ContainSingle();
        using var other = await accounts.EnterAsync(account, "us-east-1", AwsPurpose.Evidence, HandlerRig.Context() with { Incident = new("inc-2") }, null, null, default);
        await other.Iam.ListUsersAsync(new());
        assumed.Forms.Should().HaveCount(2);
    }

    [Fact]
    public async Task Enter_WithoutARole_AnotherAccount_IsRefusedBeforeAnythingIsCalledThere()
    {
        using var accounts = new AwsAccounts(moto.Options() with { ContainmentRole = null });

        var entering = () => accounts.EnterAsync(account, "us-east-1", AwsPurpose.Containment, null, null, null, default);

        (await entering.Should().ThrowAsync<ProviderException>())
            .WithMessage($"The credentials are of account 123456789012, and the resource is in {account}; set the containment role*");
    }

    [Fact]
    public async Task Enter_ARegionThatIsNotTheResponders_IsRefused()
    {
        using var accounts = new AwsAccounts(moto.Options());

        var entering = () => accounts.EnterAsync(account, "ap-east-1", AwsPurpose.Evidence, null, null, null, default);

        (await entering.Should().ThrowAsync<ProviderException>()).WithMessage("The region ap-east-1 is not among the responder's (us-east-1, eu-west-1)*");
    }

    [Fact]
    public async Task Enter_AmongManyIncidents_ForgetsCredentialsThatNobodyUses()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow);
        using var accounts = new AwsAccounts(moto.Options() with { Time = time });

        for (var incident = 0; incident < 200; incident++)
        {
            using var access = await accounts.EnterAsync(account, "us-east-1", AwsPurpose.Evidence, HandlerRig.Context() with { Incident = new($"inc-{incident}") }, null, null, default);
            time.Advance(TimeSpan.FromMinutes(1));
        }

        accounts.Remembered.Should().BeLessThan(100);
    }

    /// <summary>Keeps the forms of AssumeRole.</summary>
    private sealed class AssumedRoles(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public ConcurrentQueue<Dictionary<string, string>> Forms { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (await CallLog.NameAsync(request, cancellationToken) is ("sts", "AssumeRole"))
            {
                var form = HttpUtility.ParseQueryString(await request.Content!.ReadAsStringAsync(cancellationToken));
                Forms.Enqueue(form.AllKeys.ToDictionary(key => key!, key => form[key]!));
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
