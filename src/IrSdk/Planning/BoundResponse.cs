using System.Collections.Immutable;

namespace IrSdk.Planning;

/// <summary>
/// A response after its own code has run on an incident: the actions that its verbs came to, and the evidence that it leaves out. Data, so that
/// it can be made in one process and planned in another; no order, no effect and no rule is taken from it.
/// </summary>
/// <param name="Verbs">The verbs, in the order in which they are written.</param>
/// <param name="Waived">What is left out, resource by resource.</param>
/// <param name="MaxAffected">How many resources containment may touch. Null: what the host allows.</param>
public sealed record BoundResponse(ImmutableArray<BoundVerb> Verbs, ImmutableArray<WaivedEvidence> Waived, int? MaxAffected)
{
    /// <summary>Runs the code of a response: its selectors.</summary>
    public static BoundResponse Of(Response response, Incident incident)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(incident);
        return new(
            [
                .. response.Stages.SelectMany((stage, place) => stage.Verbs.Select(verb => new BoundVerb(verb.Name, place, [.. verb.Bind(incident)])
                {
                    Timeout = verb.Timeout,
                    OnFailure = verb.OnFailure,
                    RequiresApproval = verb.RequiresApproval,
                })),
            ],
            [
                .. from waiver in response.Waivers
                   from resource in waiver.On?.Invoke(incident) ?? incident.Resources
                   let kinds = waiver.Evidence & Scope.EvidenceOf(resource)
                   where kinds != Evidence.None
                   select new WaivedEvidence(kinds, resource.Id, waiver.Because),
            ],
            response.MaxAffected);
    }
}

/// <summary>A verb and what it came to in an incident.</summary>
/// <param name="Name">The verb as the playbook writes it, such as <c>Snapshot</c>.</param>
/// <param name="Stage">The stage that it is written in, from 0.</param>
/// <param name="Actions">What it came to; empty when it found nothing to act on.</param>
public sealed record BoundVerb(string Name, int Stage, ImmutableArray<ResponseAction> Actions)
{
    /// <summary>How long a step of it may take. Default: what the action declares.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What happens when a preserving step of it fails. Default: by what waits for it.</summary>
    public FailureRule? OnFailure { get; init; }

    /// <summary>Whether a human must approve the plan before a step of it runs. Default: false.</summary>
    public bool RequiresApproval { get; init; }
}
