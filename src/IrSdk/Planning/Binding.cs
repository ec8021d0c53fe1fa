namespace IrSdk.Planning;

/// <summary>Binds a response's verbs to the resources of an incident.</summary>
internal static class Binding
{
    public static List<Draft> Bind(BoundResponse response, Incident incident, Outcomes outcomes, bool isAgain, List<Finding> findings)
    {
        var drafts = new Dictionary<string, Draft>(StringComparer.Ordinal);
        var known = incident.Resources.ToHashSet<Resource>(ReferenceEqualityComparer.Instance);
        foreach (var verb in response.Verbs)
        {
            if (verb.Actions.IsEmpty)
            {
                findings.Add(new(Rules.ContainsNothing, FindingSeverity.Info, $"{verb.Name} found nothing to act on in this incident."));
            }

            foreach (var action in verb.Actions)
            {
                var draft = new Draft
                {
                    Action = action,
                    Stage = verb.Stage,
                    Written = drafts.Count,
                    Timeout = verb.Timeout ?? ActionEffects.Of(action).Timeout,
                    OnFailure = verb.OnFailure,
                    RequiresApproval = verb.RequiresApproval,
                };
                if (!known.Contains(action.Resource) && !IsAccountOf(incident, action.Resource))
                {
                    findings.Add(new(Rules.Outside, FindingSeverity.Error,
                        $"{draft.Said} was dropped: the incident has no such resource as the playbook made or changed it; take resources from the incident as they are."));
                }
                else if (!IsDone(action, outcomes, isAgain))
                {
                    drafts.TryAdd(draft.Key, draft);
                }
            }
        }

        return [.. drafts.Values];
    }

    /// <summary>An account has nothing about it that a playbook could change; one that the incident reaches need not be listed in it.</summary>
    private static bool IsAccountOf(Incident incident, Resource resource) =>
        resource is Account && (incident.Alerts.Any(alert => alert.Account == resource.Account) || incident.Resources.Any(one => one.Account == resource.Account));

    /// <summary>Whether an earlier round did it already, and nothing has changed since.</summary>
    private static bool IsDone(ResponseAction action, Outcomes outcomes, bool isAgain) => action switch
    {
        NotifyingAction when !isAgain => false,
        PreservingAction => ActionEffects.Of(action).Preserves.Kinds().Where(kind => Scope.EvidenceOf(action.Resource).HasFlag(kind)).ToList() is { Count: > 0 } kinds
            && kinds.TrueForAll(kind => Secured.Before(kind, action.Resource, outcomes)),
        _ => outcomes.Steps.Any(step => step.Succeeded && step.Resource == action.Resource.Id && step.Action == ActionEffects.Of(action).Name),
    };
}
