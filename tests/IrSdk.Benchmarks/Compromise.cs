using System.Globalization;
using System.Text.Json;
using static IrSdk.First;

namespace IrSdk.Benchmarks;

/// <summary>A credential compromise of a chosen size, and the playbook for it.</summary>
internal static class Compromise
{
    private static readonly AccountId Account = new("111122223333");

    public static Playbook Playbook { get; } = Playbook.Named("credential-compromise").Handles(IncidentKind.CredentialCompromise)
        .Against("T1078.004").ContainWithin(10.Minutes())
        .Respond(Preserve.Identity().And.ApiActivity(last: 72.Hours()).And.Snapshot().And.Processes().And.NetworkFlows()
            .Then.RevokeKeys().And.RevokeSessions().And.Quarantine()
            .Then.OpenTicket().Then.PageOnCall());

    /// <summary>An incident whose suspects are so many instances, users with a key each, and roles.</summary>
    public static Incident Incident(string id, int instances, int users, int roles)
    {
        var now = TimeProvider.System.GetUtcNow();
        Resource[] suspects =
        [
            .. Names("AKIABENCHMARK", users).Select((name, at) => new AccessKey(Account, name) { UserName = $"user-{at:000}", Involvement = Involvement.Suspect }),
            .. Names("i-", instances).Select(name => new Instance(Account, "us-east-1", name) { Involvement = Involvement.Suspect }),
            .. Names("role-", roles).Select(name => new IamRole(Account, name) { Involvement = Involvement.Suspect }),
            .. Names("user-", users).Select(name => new IamUser(Account, name) { Involvement = Involvement.Suspect }),
        ];
        return new()
        {
            Id = new(id),
            Kind = IncidentKind.CredentialCompromise,
            AcceptedAt = now,
            Resources = [new Account(Account), .. suspects],
            Alerts =
            [
                new()
                {
                    Id = $"alert-{id}", Source = "benchmark", Title = "keys used from afar", Kind = IncidentKind.CredentialCompromise,
                    Confidence = new(95), Severity = Severity.High, FirstSeen = now, LastSeen = now, Account = Account, Region = "us-east-1",
                    Resources = [.. suspects], Original = JsonSerializer.SerializeToElement(new { id }),
                },
            ],
        };
    }

    private static IEnumerable<string> Names(string prefix, int count) =>
        Enumerable.Range(0, count).Select(at => prefix + at.ToString("000", CultureInfo.InvariantCulture));
}
