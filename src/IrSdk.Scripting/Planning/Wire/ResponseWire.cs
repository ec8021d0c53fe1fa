using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using IrSdk.Planning;

namespace IrSdk.Scripting;

/// <summary>
/// A bound response on its way between two processes. A resource of the incident is its place there: whoever reads takes their own, so that
/// nothing about it can be changed on the way. One that the script made comes as it is, and the planner drops it (IR3005).
/// </summary>
internal sealed record ResponseWire(ImmutableArray<VerbWire> Verbs, ImmutableArray<WaivedEvidence> Waived, int? MaxAffected)
{
    /// <summary>Six for each of the 500 resources that an incident has at most. Beyond this, making the plan would hold up its caller.</summary>
    private const int MostActions = 3_000;

    /// <summary>An incident that reaches far is answered all the same: so many for each of its resources.</summary>
    private const int MostForAResource = 10;

    public static ResponseWire Of(BoundResponse response, Incident incident)
    {
        var places = new Dictionary<Resource, int>(ReferenceEqualityComparer.Instance);
        for (var place = 0; place < incident.Resources.Length; place++)
        {
            places[incident.Resources[place]] = place;
        }

        return new([.. response.Verbs.Select(verb => new VerbWire(verb.Name, verb.Stage, [.. verb.Actions.Select(Wire)], verb.Timeout, verb.OnFailure, verb.RequiresApproval))], response.Waived, response.MaxAffected);

        ActionWire Wire(ResponseAction action) => places.TryGetValue(action.Resource, out var place)
            ? new(ActionEffects.Of(action).Name, place, null, ActionCatalog.ArgumentsOf(action))
            : new(ActionEffects.Of(action).Name, null, action.Resource, ActionCatalog.ArgumentsOf(action));
    }

    /// <exception cref="InvalidDataException">It is none that this incident can have.</exception>
    public BoundResponse ToResponse(Incident incident, ActionCatalog catalog)
    {
        var actions = Verbs.Sum(verb => verb.Actions.Length);
        var most = Math.Max(MostActions, MostForAResource * incident.Resources.Length);
        if (actions > most)
        {
            throw new InvalidDataException($"it asks for {actions} actions, and {most} are the most");
        }

        if (Verbs.Any(verb => verb.Timeout <= TimeSpan.Zero || verb.Stage < 0) || MaxAffected < 0)
        {
            throw new InvalidDataException("its response has a time, a stage or a limit below zero");
        }

        try
        {
            return new(
                [
                    .. Verbs.Select(verb => new BoundVerb(verb.Name, verb.Stage, [.. verb.Actions.Select(Action)])
                    {
                        Timeout = verb.Timeout,
                        OnFailure = verb.OnFailure,
                        RequiresApproval = verb.RequiresApproval,
                    }),
                ],
                Waived,
                MaxAffected);
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException or FormatException or InvalidOperationException or NotSupportedException or IndexOutOfRangeException or TargetInvocationException)
        {
            throw new InvalidDataException($"its response cannot be read ({(wrong.InnerException ?? wrong).Message.TrimEnd('.')})", wrong);
        }

        ResponseAction Action(ActionWire wire) =>
            catalog.Create(wire.Action, wire.At is { } place ? incident.Resources[place] : wire.Resource ?? throw new JsonException("an action has no resource"), wire.Arguments);
    }
}

/// <summary>A verb and what it came to.</summary>
internal sealed record VerbWire(string Name, int Stage, ImmutableArray<ActionWire> Actions, TimeSpan? Timeout, FailureRule? OnFailure, bool RequiresApproval);

/// <summary>An action.</summary>
/// <param name="Action">Its name.</param>
/// <param name="At">The place of its resource in the incident. Null: it is not the incident's.</param>
/// <param name="Resource">Its resource, when that is not the incident's.</param>
/// <param name="Arguments">Its other arguments.</param>
internal sealed record ActionWire(string Action, int? At, Resource? Resource, JsonObject? Arguments);
