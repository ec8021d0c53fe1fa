using System.Collections.Immutable;
using System.Text.Json;
using IrSdk.Resolution;

namespace IrSdk.Intake.Tests;

public sealed class IncidentResolverTests
{
    private static readonly AccountId Account = new("111122223333");
    private static readonly DateTimeOffset Seen = new(2026, 3, 14, 2, 46, 20, TimeSpan.Zero);
    private static readonly DateTimeOffset Accepted = Seen.AddMinutes(1);
    private static readonly AccessKey Key = new(Account, "AKIAIOSFODNN7EXAMPLE");
    private static readonly IamUser User = new(Account, "deploy-bot");
    private static readonly Instance Origin = new(Account, "us-east-1", "i-0a1b");

    [Fact]
    public async Task ResolveAsync_FourteenRoles_FindsWhatMustBeActedOn()
    {
        RoleSession[] sessions = [.. Enumerable.Range(1, 14).Select(i => new RoleSession(Account, $"role-{i:00}", "burst"))];
        var other = new AccessKey(Account, "AKIAI44QH8DHBEXAMPLE");
        var fleet = new Instance(Account, "us-east-1", "i-0c2d");
        var directory = new PaperDirectory()
            .Leads(Key, Relation.Owner, User)
            .Leads(Key, Relation.MintedSessions, sessions)
            .Leads(Key, Relation.InstanceOfOrigin, Origin)
            .Leads(User, Relation.Keys, Key, other)
            .Leads(User, Relation.MintedSessions, sessions)
            .Leads(new IamRole(Account, "role-03"), Relation.InstancesUsing, fleet)
            .Leads(Origin, Relation.Role, new IamRole(Account, "ci"))
            .Leads(Origin, Relation.Network, new Vpc(Account, "us-east-1", "vpc-0c2d"))
            .Knows(Origin with { VpcName = "vpc-0c2d", RoleName = "ci", Tags = Resource.NoTags.Add("env", "production") });

        var resolved = await Resolve(directory, Alert(Key with { Involvement = Involvement.Suspect }));

        resolved.Unresolved.Should().BeEmpty();
        var incident = resolved.Incident;
        incident.Kind.Should().Be(IncidentKind.CredentialCompromise);
        incident.AcceptedAt.Should().Be(Accepted);
        incident.Sessions.Should().HaveCount(14).And.OnlyContain(s => s.IsSuspect && s.MintedBy == Key.Id && s.FoundBy == "assumed by AKIAIOSFODNN7EXAMPLE");
        incident.Roles.Where(role => role.IsSuspect).Should().HaveCount(14).And.OnlyContain(role => role.FoundBy.StartsWith("role of role-", StringComparison.Ordinal));
        Of(incident, "account/111122223333/global/111122223333").Involvement.Should().Be(Involvement.Target);
        Of(incident, "user/111122223333/global/deploy-bot").Should().Match<Resource>(r => r.IsSuspect && r.FoundBy == "owner of AKIAIOSFODNN7EXAMPLE");
        Of(incident, "access-key/111122223333/global/AKIAI44QH8DHBEXAMPLE").Should().Match<Resource>(r => !r.IsSuspect && r.FoundBy == "key of deploy-bot");
        Of(incident, "access-key/111122223333/global/AKIAIOSFODNN7EXAMPLE").FoundBy.Should().Be("named by the alert");
        Of(incident, "instance/111122223333/us-east-1/i-0a1b").Should().Match<Resource>(r => r.IsSuspect && r.IsProduction && r.FoundBy == "origin of AKIAIOSFODNN7EXAMPLE");
        Of(incident, "instance/111122223333/us-east-1/i-0c2d").Should().Match<Resource>(r => r.Involvement == Involvement.Related && r.FoundBy == "runs under role-03");
        Of(incident, "role/111122223333/global/ci").Involvement.Should().Be(Involvement.Related);
        Of(incident, "vpc/111122223333/us-east-1/vpc-0c2d").Involvement.Should().Be(Involvement.Related);
        incident.Resources.Should().HaveCount(1 + 1 + 1 + 1 + 14 + 14 + 2 + 1 + 1).And.OnlyHaveUniqueItems(r => r.Id);
        incident.Resources.Select(r => r.Id).Should().BeInAscendingOrder();
        directory.Asked.Should().OnlyContain(ask => ask.Window == new TimeWindow(Seen.AddHours(-1), Accepted));
    }

    [Fact]
    public async Task ResolveAgainAsync_KeyMadeSinceTheAlert_IsSuspectAndTheUsersOlderKeyIsNot()
    {
        var (older, second) = (new AccessKey(Account, "AKIAI44QH8DHBEXAMPLE") { CreatedAt = Seen.AddDays(-90) }, new AccessKey(Account, "AKIAIOSFODNN8EXAMPLE") { CreatedAt = Seen.AddMinutes(3) });
        var directory = new PaperDirectory().Leads(Key, Relation.Owner, User).Leads(User, Relation.Keys, Key, older);
        var incident = (await Resolve(directory, Alert(Key with { Involvement = Involvement.Suspect }))).Incident;
        directory.Leads(User, Relation.Keys, second);

        var again = await IncidentResolver.ResolveAgainAsync(incident, Accepted.AddMinutes(5), directory, CancellationToken.None);

        (again.Id, again.AcceptedAt).Should().Be((incident.Id, incident.AcceptedAt));
        again.Suspects<AccessKey>().Select(key => (key.Name, key.FoundBy))
            .Should().BeEquivalentTo([(Key.Name, "named by the alert"), (second.Name, "made for deploy-bot since the first alert")]);
        Of(again, older.Id.ToString()).Involvement.Should().Be(Involvement.Related);
        Of(again, second.Id.ToString()).ChangedAt.Should().Be(second.CreatedAt, "what was captured of its user before it was made does not cover it");
    }

    [Fact]
    public async Task ResolveAsync_RoleOfOriginHasSuspectSession_RoleIsSuspect()
    {
        var session = new RoleSession(Account, "ci", "i-0a1b");
        var directory = new PaperDirectory().Leads(session, Relation.InstanceOfOrigin, Origin).Leads(Origin, Relation.Role, new IamRole(Account, "ci"));

        var incident = (await Resolve(directory, Alert(Origin with { Involvement = Involvement.Target }, session with { Involvement = Involvement.Suspect }))).Incident;

        Of(incident, "role/111122223333/global/ci").Should().Match<Resource>(r => r.IsSuspect && r.FoundBy == "role of ci/i-0a1b");
        Of(incident, Origin.Id.ToString()).IsSuspect.Should().BeTrue("the highest involvement wins");
    }

    [Fact]
    public async Task ResolveAsync_SessionsMintEachOther_Ends()
    {
        var (one, two) = (new RoleSession(Account, "a", "1"), new RoleSession(Account, "b", "2"));
        var directory = new PaperDirectory().Leads(one, Relation.MintedSessions, two).Leads(two, Relation.MintedSessions, one, two);

        var resolved = await Resolve(directory, Alert(one with { Involvement = Involvement.Suspect }));

        resolved.Incident.Sessions.Should().HaveCount(2).And.OnlyContain(s => s.IsSuspect);
        directory.Asked.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task ResolveAsync_LongChain_StopsAtTheDepthAndSaysSo()
    {
        RoleSession[] chain = [.. Enumerable.Range(0, 8).Select(i => new RoleSession(Account, $"r{i}", "s"))];
        var directory = new PaperDirectory();
        foreach (var (from, to) in chain.Zip(chain.Skip(1)))
        {
            directory.Leads(from, Relation.MintedSessions, to);
        }

        var resolved = await Resolve(directory, Alert(chain[0] with { Involvement = Involvement.Suspect }));

        resolved.Incident.Sessions.Select(s => s.RoleName).Should().Equal("r0", "r1", "r2", "r3", "r4");
        resolved.Incident.Roles.Should().HaveCount(5, "the role of a session is no step further");
        resolved.Unresolved.Should().Contain(s => s.Contains("r4/s") && s.Contains("more than 4 steps"));
    }

    [Fact]
    public async Task ResolveAsync_FailingLookup_IsSaidAndTheRestGoesOn()
    {
        var directory = new PaperDirectory()
            .Fails(Key, Relation.Owner)
            .Leads(Key, Relation.InstanceOfOrigin, Origin);

        var resolved = await Resolve(directory, Alert(Key with { Involvement = Involvement.Suspect, UserName = "deploy-bot" }));

        resolved.Unresolved.Should().ContainSingle().Which.Should().Contain("The owner of access-key").And.Contain("throttled");
        resolved.Incident.Users.Should().ContainSingle("the alert itself named the owner").Which.IsSuspect.Should().BeTrue();
        resolved.Incident.Instances.Should().ContainSingle();
    }

    [Fact]
    public async Task ResolveAsync_ManyLookupsFailOfOneCause_IsOneSentence()
    {
        RoleSession[] sessions = [.. Enumerable.Range(1, 14).Select(i => new RoleSession(Account, $"role-{i:00}", "burst"))];
        var directory = new PaperDirectory().Leads(Key, Relation.MintedSessions, sessions);
        foreach (var session in sessions)
        {
            directory.Fails(session, Relation.MintedSessions);
        }

        var resolved = await Resolve(directory, Alert(Key with { Involvement = Involvement.Suspect }));

        resolved.Unresolved.Should().Equal(
            $"The role sessions that {sessions[0]} minted and 13 more could not be looked up (throttled); look by hand.");
    }

    [Fact]
    public async Task ResolveAsync_HugeFleet_KeepsSuspectsAndSaysWhatIsLeftOut()
    {
        var role = new IamRole(Account, "fleet");
        var session = new RoleSession(Account, "fleet", "s");
        var late = new RoleSession(Account, "zzz", "late");
        var directory = new PaperDirectory()
            .Leads(session, Relation.MintedSessions, late)
            .Leads(role, Relation.InstancesUsing, [.. Enumerable.Range(0, 2_000).Select(i => new Instance(Account, "us-east-1", $"i-{i:x8}"))]);

        var resolved = await Resolve(directory, Alert(session with { Involvement = Involvement.Suspect }));

        resolved.Incident.Resources.Should().HaveCount(500);
        resolved.Incident.Sessions.Should().HaveCount(2);
        resolved.Incident.Roles.Should().HaveCount(2);
        resolved.Unresolved.Should().ContainSingle(s => s.Contains("500 resources and 1505 more were left out"));
    }

    [Fact]
    public async Task ResolveAsync_OnlyTargets_LeadsToNoSuspect()
    {
        var bucket = new Bucket(Account, "us-east-1", "b") { Involvement = Involvement.Target };
        var user = User with { Involvement = Involvement.Target };
        var directory = new PaperDirectory().Leads(user, Relation.Keys, Key).Leads(user, Relation.MintedSessions, new RoleSession(Account, "a", "1"));

        var incident = (await Resolve(directory, Alert(bucket, user))).Incident;

        incident.Resources.Should().HaveCount(3).And.OnlyContain(r => r.Involvement == Involvement.Target);
    }

    [Fact]
    public async Task ResolveAsync_SeveralAlerts_OldestFirstAndEachOnce()
    {
        var first = Alert(User) with { Id = "b", FirstSeen = Seen.AddMinutes(-5), Confidence = new(40), Kind = IncidentKind.UnauthorizedAccess };
        var second = Alert(Key with { Involvement = Involvement.Suspect }) with { Id = "a" };

        var directory = new PaperDirectory();
        var resolved = await IncidentResolver.ResolveAsync([second, first, second], new("inc-1"), Accepted, directory, CancellationToken.None);

        resolved.Incident.Alerts.Select(a => a.Id).Should().Equal("b", "a");
        resolved.Incident.Kind.Should().Be(IncidentKind.CredentialCompromise, "the most certain alert decides");
        directory.Asked[0].Window.From.Should().Be(Seen.AddMinutes(-65));
    }

    [Fact]
    public async Task ResolveAsync_Cancelled_Throws()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        var resolve = () => IncidentResolver.ResolveAsync([Alert(Key with { Involvement = Involvement.Suspect })], new("inc-1"), Accepted, new PaperDirectory(), source.Token);

        await resolve.Should().ThrowAsync<OperationCanceledException>();
    }

    private static Resource Of(Incident incident, string id) => incident.Resources.Should().ContainSingle(r => r.Id.ToString() == id).Subject;

    private static Task<ResolvedIncident> Resolve(PaperDirectory directory, Alert alert) =>
        IncidentResolver.ResolveAsync([alert], new("inc-1"), Accepted, directory, CancellationToken.None);

    private static Alert Alert(params Resource[] resources) => new()
    {
        Id = "siem-1",
        Source = "siem",
        Title = "Key used from afar",
        Kind = IncidentKind.CredentialCompromise,
        Confidence = new(92),
        Severity = Severity.High,
        FirstSeen = Seen,
        LastSeen = Seen,
        Account = Account,
        Region = "us-east-1",
        Resources = [.. resources],
        Original = JsonDocument.Parse("{}").RootElement,
    };
}
