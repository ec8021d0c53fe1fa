using System.Collections.Immutable;
using System.Text.Json;
using IrSdk.Planning;
using IrSdk.Simulation;

namespace IrSdk.Testing;

/// <summary>Plans incidents that nobody thought of: an alert that names any resources, held, acted upon or related, resolved in a plausible account.</summary>
internal static class RandomIncidents
{
    private const int MostResources = 10;
    private static readonly AccountId Account = new("111122223333");
    private static readonly string[] Names = ["one", "two", "three"];

    /// <summary>What an incident that nobody thought of breaks by nature: it holds nothing, much, or what a policy protects.</summary>
    private static readonly ImmutableHashSet<string> Natural = [Rules.ContainsNothing, Rules.TooFar, Rules.Protected];

    public static async Task PlanAsync(PlanTrial trial, CheckOptions options, CheckFindings findings, CancellationToken cancellationToken)
    {
        // Of all incidents in which a rule speaks the smallest tells most.
        var smallest = new SortedDictionary<string, (Incident Incident, Finding Finding, int Seed)>(StringComparer.Ordinal);
        for (var seed = options.Seed; seed < options.Seed + options.Incidents; seed++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var incident = await MakeAsync(trial.Kind, seed, cancellationToken).ConfigureAwait(false);
            foreach (var finding in trial.Of(incident).Where(finding => !Natural.Contains(finding.Rule)))
            {
                if (!smallest.TryGetValue(finding.Rule, out var known) || incident.Resources.Length < known.Incident.Resources.Length)
                {
                    smallest[finding.Rule] = (incident, finding, seed);
                }
            }
        }

        foreach (var (incident, finding, seed) in smallest.Values)
        {
            findings.Add(finding, $"a random incident ({Said(incident)}; --seed {seed})");
        }
    }

    private static async Task<Incident> MakeAsync(IncidentKind kind, int seed, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var alert = new Alert
        {
            Id = "check",
            Title = "A random incident",
            Source = "check",
            Kind = kind,
            Severity = (Severity)random.Next(5),
            Confidence = new(random.Next(101)),
            Account = Account,
            Region = "us-east-1",
            FirstSeen = at,
            LastSeen = at,
            Resources =
            [
                .. Enumerable.Range(0, random.Next(1, MostResources)).Select(_ => Any(random)).DistinctBy(resource => resource.Id).OrderBy(resource => resource.Id.ToString(), StringComparer.Ordinal),
            ],
            Original = JsonElement.Parse("{}"),
        };
        return await RecordedIncidents.ResolveAsync([alert], Scenario.ForIncident(alert), cancellationToken).ConfigureAwait(false);
    }

    private static Resource Any(Random random)
    {
        var name = Names[random.Next(Names.Length)];
        var other = Names[random.Next(Names.Length)];
        Resource resource = random.Next(7) switch
        {
            0 => new Instance(Account, "us-east-1", name) { VpcName = random.Next(2) == 0 ? null : other, RoleName = random.Next(2) == 0 ? null : name, HasLiveResponse = random.Next(4) > 0 },
            1 => new AccessKey(Account, name) { UserName = random.Next(2) == 0 ? null : other },
            2 => new IamUser(Account, name),
            3 => new IamRole(Account, name),
            4 => new RoleSession(Account, name, other) { MintedBy = random.Next(2) == 0 ? null : new AccessKey(Account, other).Id },
            5 => new Vpc(Account, "us-east-1", name),
            _ => new Bucket(Account, "us-east-1", name),
        };
        return resource with
        {
            Involvement = random.Next(3) switch { 0 => Involvement.Target, 1 when random.Next(2) == 0 => Involvement.Related, _ => Involvement.Suspect },
            Tags = random.Next(3) == 0 ? Resource.NoTags.Add("environment", "production") : Resource.NoTags,
        };
    }

    private static string Said(Incident incident) => string.Join(", ", incident.Resources.Select(resource => $"{resource.Involvement.ToString().ToLowerInvariant()} {resource.Id}"));
}
