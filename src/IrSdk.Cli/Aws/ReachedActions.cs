using System.Collections.Immutable;
using System.Text.Json;
using IrSdk.Cli.Playbooks;
using IrSdk.Intake;
using IrSdk.Planning;
using IrSdk.Simulation;
using IrSdk.Testing;

namespace IrSdk.Cli.Aws;

/// <summary>The actions that a playbook comes to, its implied captures included: planned for each recording, and for an incident with every type of resource.</summary>
internal static class ReachedActions
{
    private static readonly AccountId Account = new("111122223333");

    public static async Task<ImmutableHashSet<Type>> OfAsync(Playbook playbook, string script, CancellationToken cancellationToken)
    {
        var actions = ImmutableHashSet.CreateBuilder<Type>();
        foreach (var incident in await IncidentsAsync(playbook, script, cancellationToken).ConfigureAwait(false))
        {
            actions.UnionWith(Planner.Plan(playbook, incident, new()).Steps.Select(step => step.Action.GetType()));
        }

        return actions.ToImmutable();
    }

    private static async Task<List<Incident>> IncidentsAsync(Playbook playbook, string script, CancellationToken cancellationToken)
    {
        List<Incident> incidents = [Everything(playbook.Kind)];
        foreach (var recording in Recording.LoadAll(Path.GetDirectoryName(script)!))
        {
            var alerts = recording.Alerts.Where(alert => alert.Kind == playbook.Kind).ToImmutableArray();
            if (!alerts.IsEmpty)
            {
                var account = new SimulatedAccount(new AccountState(recording.Scenario), TimeProvider.System);
                incidents.Add((await IncidentResolver.ResolveAsync(alerts, AlertFile.IncidentOf(alerts[0]), alerts[0].LastSeen, account.Provider.Directory, cancellationToken).ConfigureAwait(false)).Incident);
            }
        }

        return incidents;
    }

    private static Incident Everything(IncidentKind kind)
    {
        var at = DateTimeOffset.UnixEpoch;
        ImmutableArray<Resource> resources =
        [
            new Account(Account), new AccessKey(Account, "AKIAIOSFODNN7EXAMPLE") { UserName = "someone" }, new IamUser(Account, "someone"), new IamRole(Account, "some-role"),
            new RoleSession(Account, "some-role", "some-session"), new Bucket(Account, "us-east-1", "some-bucket"), new Vpc(Account, "us-east-1", "vpc-0a1b"),
            new Instance(Account, "us-east-1", "i-0a1b") { VpcName = "vpc-0a1b", RoleName = "some-role" },
        ];
        return new()
        {
            Id = new("every-resource"),
            Kind = kind,
            AcceptedAt = at,
            Alerts =
            [
                new()
                {
                    Id = "every-resource", Source = "ir", Title = "An incident with every type of resource", Kind = kind, Confidence = new(100), Severity = Severity.Critical,
                    FirstSeen = at, LastSeen = at, Account = Account, Region = "us-east-1", Resources = [], Original = JsonSerializer.SerializeToElement(new { }),
                },
            ],
            Resources = [.. resources.Select(resource => resource with { Involvement = Involvement.Suspect }).OrderBy(resource => resource.Id)],
        };
    }
}
