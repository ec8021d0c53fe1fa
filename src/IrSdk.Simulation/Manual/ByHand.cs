using System.Collections.Immutable;
using IrSdk.Runtime;

namespace IrSdk.Simulation;

/// <summary>
/// The same incident handled as most teams do: forty minutes until the runbook is found and understood, then containment
/// first, and evidence with what is left. 47 minutes to the last containment.
/// </summary>
public static class ByHand
{
    private const int Attempts = 5;
    private static readonly TimeSpan Search = TimeSpan.FromMinutes(40);
    private static readonly TimeSpan Contain = TimeSpan.FromMinutes(7);
    private static readonly TimeSpan EachCapture = TimeSpan.FromMinutes(2);

    /// <summary>Handles an incident on a simulated account, through the same handlers.</summary>
    /// <returns>What did not work, one sentence each.</returns>
    public static async Task<ImmutableArray<string>> RunAsync(
        SimulatedAccount account, Incident incident, TimeProvider time, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(time);
        var failures = ImmutableArray.CreateBuilder<string>();
        var start = time.GetUtcNow();
        var contain = incident.Resources.Select(resource => Containment(resource, incident.Kind)).OfType<ResponseAction>().ToArray();
        var planned = contain.Select((action, index) => (At: Search + (Contain * ((index + 1.0) / contain.Length)), Action: action))
            .Concat(Captures(incident).Select((action, index) => (At: Search + Contain + (EachCapture * (index + 1)), Action: action)));
        foreach (var (at, action) in planned)
        {
            var wait = start + at - time.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                await Waiting.ForAsync(wait, time, cancellationToken).ConfigureAwait(false);
            }

            if (await TryAsync(account, action, incident, time, cancellationToken).ConfigureAwait(false) is { } failure)
            {
                failures.Add(failure);
            }
        }

        return failures.ToImmutable();
    }

    private static async Task<string?> TryAsync(
        SimulatedAccount account, ResponseAction action, Incident incident, TimeProvider time, CancellationToken cancellationToken)
    {
        var step = $"{ActionEffects.Of(action).Name}/{action.Resource.Id.Name}";
        var failure = "";
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var context = new StepContext
            {
                Incident = incident.Id,
                Step = step,
                Key = $"by-hand/{incident.Id}/{step}",
                Attempt = attempt,
                Deadline = time.GetUtcNow() + TimeSpan.FromHours(1),
                Time = time,
            };
            try
            {
                await account.Provider.HandlerOf(action)!.ExecuteAsync(action, context, cancellationToken).ConfigureAwait(false);
                return null;
            }
            catch (ProviderException refusal)
            {
                failure = refusal.Message;
                if (!refusal.IsTransient)
                {
                    break;
                }
            }

            await Waiting.ForAsync(TimeSpan.FromSeconds(15), time, cancellationToken).ConfigureAwait(false);
        }

        return failure;
    }

    private static ContainingAction? Containment(Resource resource, IncidentKind kind) => resource switch
    {
        AccessKey { IsSuspect: true } key => new RevokeAccessKey(key),
        RoleSession { IsSuspect: true } session => new RevokeSession(session),
        IamRole { IsSuspect: true } role => new RevokeSessions(role),
        IamUser { IsSuspect: true } user => new RequireMfa(user),
        Instance { IsSuspect: true } instance when kind == IncidentKind.Malware => new StopInstance(instance),
        Instance { IsSuspect: true } instance => new QuarantineInstance(instance),
        Vpc { IsSuspect: true } network => new BlockEgress(network),
        Bucket { Involvement: not Involvement.Related } bucket => new BlockBucketAccess(bucket),
        _ => null,
    };

    private static IEnumerable<ResponseAction> Captures(Incident incident)
    {
        yield return new OpenTicket(new(incident.Account));
        foreach (var instance in incident.Suspects<Instance>())
        {
            yield return new SnapshotVolumes(instance);
        }

        yield return new ExportApiActivity(new(incident.Account), TimeSpan.FromHours(72));
        foreach (var instance in incident.Suspects<Instance>())
        {
            yield return new ExportNetworkFlows(instance);
            yield return new CaptureProcesses(instance);
        }

        foreach (var user in incident.Users)
        {
            yield return new CaptureIdentity(user);
        }
    }
}
