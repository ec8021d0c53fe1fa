using System.Text.Json;

namespace IrSdk.Analyzers.Tests.Mutations;

/// <summary>
/// Random incidents as resolution leaves them: the user of a suspect key and the role of a suspect session are suspects, and
/// what an instance runs in and under is there.
/// </summary>
internal static class ResolvedIncident
{
    private static readonly AccountId Account = new("123456789012");

    private static readonly DateTimeOffset Accepted = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Incident Of(IncidentKind kind, int number)
    {
        var random = new Random(number);
        var users = Some(n => new IamUser(Account, $"user-{n}") { Involvement = Any() });
        var roles = Some(n => new IamRole(Account, $"role-{n}") { Involvement = Any() });
        var networks = Some(n => new Vpc(Account, "eu-central-1", $"vpc-{n}") { Involvement = Any() });
        var keys = users.SelectMany(user => Some(n => new AccessKey(Account, $"AKIA{user.Id.Name.ToUpperInvariant().Replace("-", "", StringComparison.Ordinal)}{n}EXAMPLE") { UserName = user.Id.Name, Involvement = Within(user) })).ToList();
        var sessions = roles.SelectMany(role => Some(n => new RoleSession(Account, role.Id.Name, $"s-{n}") { Involvement = Within(role) })).ToList();
        var instances = networks.SelectMany(network => Some(n => new Instance(Account, "eu-central-1", $"i-{network.Id.Name}-{n}")
        {
            VpcName = network.Id.Name,
            RoleName = roles.FirstOrDefault()?.Id.Name,
            Involvement = Any(),
            Tags = random.Next(2) == 0 ? Resource.NoTags : Resource.NoTags.Add("env", "prod").Add("fleet", "x"),
            HasLiveResponse = random.Next(3) > 0,
        })).ToList();
        Resource[] resources = [new Account(Account) { Involvement = Involvement.Target }, .. users, .. roles, .. networks, .. keys, .. sessions, .. instances, .. Some(n => new Bucket(Account, "eu-central-1", $"b-{n}") { Involvement = Any() })];
        return new()
        {
            Id = new IncidentId($"inc-{number}"),
            Kind = kind,
            AcceptedAt = Accepted,
            Resources = [.. resources],
            Alerts =
            [
                new()
                {
                    Id = "a", Source = "test", Title = "test", Kind = kind, Confidence = new(random.Next(101)), Severity = Severity.High, FirstSeen = Accepted, LastSeen = Accepted,
                    Account = Account, Region = "eu-central-1", Resources = [.. resources], Original = JsonDocument.Parse("{}").RootElement,
                },
            ],
        };

        Involvement Any() => (Involvement)random.Next(3);
        Involvement Within(Resource owner) => owner.IsSuspect ? Any() : (Involvement)random.Next((int)owner.Involvement + 1);
        List<T> Some<T>(Func<int, T> make) => [.. Enumerable.Range(0, random.Next(3)).Select(make)];
    }
}
