using IrSdk.Planning;

namespace IrSdk.Tests.Planning;

/// <summary>
/// Checks plans by brute force, from the design's table of effects written down once more: nothing here asks the planner
/// or the attributes what an action does.
/// </summary>
internal sealed class PlanChecker(Incident incident, Plan plan)
{
    private readonly Dictionary<string, HashSet<string>> ancestors = Ancestors(plan);

    public IEnumerable<string> Violations()
    {
        foreach (var step in plan.Steps)
        {
            foreach (var (kind, resource) in Disturbed(step.Action))
            {
                if (!plan.Waived.Any(waived => waived.Kinds.HasFlag(kind) && Covers(waived.Resource, resource))
                    && !plan.Steps.Any(other => ancestors[step.Id].Contains(other.Id) && Preserves(other.Action).HasFlag(kind) && Covers(other.Action.Resource.Id, resource)))
                {
                    yield return $"{step.Id} disturbs {kind} of {resource.Id}, which none of its ancestors preserves";
                }
            }

            foreach (var earlier in plan.Steps.Where(other => other != step && IsAskedFor(other, step, Order.Evidence) && !step.DependsOn.Any(one => one.Step == other.Id && one.Because == Order.Evidence)))
            {
                yield return $"{step.Id} disturbs what {earlier.Id} preserves, and does not wait for it";
            }

            foreach (var earlier in plan.Steps.Where(other => other != step && IsAskedFor(other, step, Order.Alteration) && !ancestors[step.Id].Contains(other.Id) && !ancestors[other.Id].Contains(step.Id)))
            {
                yield return $"{step.Id} alters what {earlier.Id} preserves, and neither waits for the other";
            }

            foreach (var user in plan.Steps.Where(other => ancestors[other.Id].Contains(step.Id) && NeedsAgent(other.Action)))
            {
                if (Severed(step.Action).Any(instance => instance.Id == user.Action.Resource.Id))
                {
                    yield return $"{user.Id} needs the agent that {step.Id} cuts before it";
                }
            }

            foreach (var dependency in step.DependsOn.Where(dependency => !IsAskedFor(plan.Step(dependency.Step), step, dependency.Because)))
            {
                yield return $"{step.Id} waits for {dependency.Step} because of {dependency.Because}, which no rule asks for";
            }
        }
    }

    private bool IsAskedFor(Step earlier, Step later, Order because) => because switch
    {
        Order.Evidence => Disturbed(later.Action).Any(one => Preserves(earlier.Action).HasFlag(one.Kind) && Overlap(earlier.Action.Resource, one.Resource)),
        Order.Channel => NeedsAgent(earlier.Action) && Severed(later.Action).Any(instance => instance.Id == earlier.Action.Resource.Id),
        Order.Alteration => later.Action is CaptureMemory && Preserves(earlier.Action).HasFlag(Evidence.Volumes) && earlier.Action.Resource.Id == later.Action.Resource.Id,
        Order.Stage => earlier.Stage < later.Stage && !earlier.Implied && !later.Implied && earlier.Action is not NotifyingAction
            && (later.Action is NotifyingAction || Overlap(earlier.Action.Resource, later.Action.Resource) || Minted(earlier.Action.Resource, later.Action.Resource) || Minted(later.Action.Resource, earlier.Action.Resource)),
        _ => false,
    };

    private static Evidence Preserves(ResponseAction action) => action switch
    {
        SnapshotVolumes => Evidence.Volumes,
        CaptureProcesses => Evidence.Processes,
        CaptureMemory => Evidence.Memory,
        ExportNetworkFlows => Evidence.NetworkFlows | Evidence.DnsQueries,
        ExportApiActivity => Evidence.ApiActivity,
        ExportAccessLogs => Evidence.AccessLogs,
        CaptureIdentity => Evidence.Identity,
        CaptureBucketState => Evidence.BucketState,
        _ => Evidence.None,
    };

    private IEnumerable<(Evidence Kind, Resource Resource)> Disturbed(ResponseAction action)
    {
        var kinds = action switch
        {
            RevokeAccessKey or RemoveConsoleAccess or RevokeSession or RevokeSessions or RequireMfa => Evidence.Identity,
            QuarantineInstance => Evidence.NetworkFlows | Evidence.Processes | Evidence.Volumes,
            BlockEgress => Evidence.NetworkFlows,
            BlockBucketAccess => Evidence.BucketState | Evidence.AccessLogs,
            ScanEndpoint => Evidence.Volumes | Evidence.Processes,
            StopInstance or TerminateInstance => Evidence.Volumes | Evidence.Memory | Evidence.Processes | Evidence.NetworkFlows,
            _ => Evidence.None,
        };
        foreach (var kind in kinds.Kinds())
        {
            yield return (kind, action.Resource);
        }

        if (action is ContainingAction)
        {
            yield return (Evidence.ApiActivity, new Account(action.Resource.Account));
        }

        if (action is RevokeAccessKey && action.Resource is AccessKey { UserName: { } user })
        {
            yield return (Evidence.Identity, new IamUser(action.Resource.Account, user));
        }
    }

    private static bool NeedsAgent(ResponseAction action) => action is CaptureProcesses or CaptureMemory or ScanEndpoint;

    private IEnumerable<Instance> Severed(ResponseAction action) => action switch
    {
        QuarantineInstance { KeepLiveResponse: false } or StopInstance or TerminateInstance => [(Instance)action.Resource],
        BlockEgress { Resource: Instance instance } => [instance],
        BlockEgress { Resource: Vpc network } => incident.Instances.Where(instance => instance.VpcName == network.Name),
        RevokeSessions { Resource: IamRole role } => incident.Instances.Where(instance => instance.RoleName == role.Name),
        RevokeSession { Resource: RoleSession session } => incident.Instances.Where(instance => instance.RoleName == session.RoleName && instance.Name == session.SessionName),
        _ => [],
    };

    private static bool Covers(ResourceId wide, Resource narrow) => wide == narrow.Id || wide.Type == "account" || narrow switch
    {
        Instance { VpcName: { } vpc } => wide.Type == "vpc" && wide.Name == vpc,
        AccessKey { UserName: { } user } => wide.Type == "user" && wide.Name == user,
        RoleSession session => wide.Type == "role" && wide.Name == session.RoleName,
        _ => false,
    };

    private static bool Overlap(Resource one, Resource other) => Covers(one.Id, other) || Covers(other.Id, one);

    private bool Minted(Resource minter, Resource minted) => incident.Sessions.Any(session =>
        (minted.Id == session.Id || (minted is IamRole role && role.Name == session.RoleName))
        && (session.MintedBy == minter.Id || incident.AccessKeys.Any(key => key.Id == session.MintedBy && Covers(minter.Id, key))));

    private static Dictionary<string, HashSet<string>> Ancestors(Plan plan)
    {
        var all = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var step in plan.Steps)
        {
            // Throws when a step stands before one that it waits for: a plan with a circle has no such order.
            all[step.Id] = [.. step.DependsOn.Select(one => one.Step), .. step.DependsOn.SelectMany(one => all[one.Step])];
        }

        return all;
    }
}
