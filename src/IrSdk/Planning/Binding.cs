using System.Collections.Immutable;

namespace IrSdk.Planning;

/// <summary>Binds a response's verbs to the resources of an incident.</summary>
internal static class Binding
{
    public static List<Draft> Bind(Response response, Incident incident, Outcomes outcomes, bool isAgain, List<Finding> findings)
    {
        var drafts = new Dictionary<string, Draft>(StringComparer.Ordinal);
        for (var stage = 0; stage < response.Stages.Length; stage++)
        {
            foreach (var verb in response.Stages[stage].Verbs)
            {
                var actions = verb.Bind(incident).ToList();
                if (actions.Count == 0)
                {
                    findings.Add(new(Rules.ContainsNothing, FindingSeverity.Info, $"{verb.Name} found nothing to act on in this incident."));
                }

                foreach (var action in actions.Where(action => !IsDone(action, outcomes, isAgain)))
                {
                    var draft = new Draft
                    {
                        Action = action,
                        Stage = stage,
                        Written = drafts.Count,
                        Timeout = verb.Timeout ?? ActionEffects.Of(action).Timeout,
                        OnFailure = verb.OnFailure,
                        RequiresApproval = verb.RequiresApproval,
                    };
                    drafts.TryAdd(draft.Key, draft);
                }
            }
        }

        return [.. drafts.Values];
    }

    public static ImmutableArray<WaivedEvidence> Waive(Response response, Incident incident) =>
    [
        .. from waiver in response.Waivers
           from resource in waiver.On?.Invoke(incident) ?? incident.Resources
           let kinds = waiver.Evidence & Scope.EvidenceOf(resource)
           where kinds != Evidence.None
           select new WaivedEvidence(kinds, resource.Id, waiver.Because),
    ];

    /// <summary>Whether an earlier round did it already, and nothing has changed since.</summary>
    private static bool IsDone(ResponseAction action, Outcomes outcomes, bool isAgain) => action switch
    {
        NotifyingAction when !isAgain => false,
        PreservingAction => ActionEffects.Of(action).Preserves.Kinds().Where(kind => Scope.EvidenceOf(action.Resource).HasFlag(kind)).ToList() is { Count: > 0 } kinds
            && kinds.TrueForAll(kind => Secured.Before(kind, action.Resource, outcomes)),
        _ => outcomes.Steps.Any(step => step.Succeeded && step.Resource == action.Resource.Id && step.Action == ActionEffects.Of(action).Name),
    };
}
