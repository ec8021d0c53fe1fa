using System.Collections.Immutable;
using System.Text.Json;

namespace IrSdk.Tests;

/// <summary>Incidents that tests share.</summary>
internal static class Incidents
{
    public static readonly AccountId Account = new("111122223333");
    public static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static Instance Host(string name = "i-0a1b", Involvement involvement = Involvement.Suspect) => new(Account, "us-east-1", name)
    {
        Involvement = involvement,
        VpcName = "vpc-0c2d",
        RoleName = "web",
        Interfaces = ["eni-1", "eni-2"],
        Volumes = ["vol-1", "vol-2"],
    };

    public static IamUser User { get; } = new(Account, "deploy-bot") { Involvement = Involvement.Suspect };

    public static AccessKey Key { get; } = new(Account, "AKIAIOSFODNN7EXAMPLE") { Involvement = Involvement.Suspect, UserName = "deploy-bot" };

    public static IamRole Role(string name) => new(Account, name) { Involvement = Involvement.Suspect };

    public static RoleSession Session(string role) => new(Account, role, "loot") { Involvement = Involvement.Suspect, MintedBy = Key.Id };

    public static Incident Of(params IEnumerable<Resource> resources)
    {
        using var original = JsonDocument.Parse("{}");
        ImmutableArray<Resource> all = [.. resources.OrderBy(resource => resource.Id)];
        return new()
        {
            Id = new("inc-1"),
            Kind = IncidentKind.CredentialCompromise,
            AcceptedAt = Noon,
            Resources = all,
            Alerts =
            [
                new()
                {
                    Id = "a-1", Source = "siem", Title = "14 roles in 40 s", Kind = IncidentKind.CredentialCompromise, Confidence = new(92),
                    Severity = Severity.High, FirstSeen = Noon, LastSeen = Noon, Account = Account, Region = "us-east-1", Resources = all,
                    Original = original.RootElement.Clone(),
                },
            ],
        };
    }

    public static Playbook Playbook(Response response) => Playbook(_ => response);

    public static Playbook Playbook(Func<Incident, Response> response) => IrSdk.Playbook.Named("test")
        .Handles(IncidentKind.CredentialCompromise).Against("T1078.004").ContainWithin(5.Minutes()).Respond(response);
}
