using System.Collections.Immutable;
using System.Text.Json;
using IrSdk.Planning;

namespace IrSdk.Runtime;

/// <summary>Plans to take an incident's containments back, latest first, from the states that their handlers recorded.</summary>
internal static class UndoPlanning
{
    public static List<JournalEntry> Plan(IncidentState state, ContainmentLedger ledger, DateTimeOffset now)
    {
        var entries = new List<JournalEntry>();
        var actions = new List<RestoringAction>();
        var restored = new List<(Type Action, ResourceId Resource, StepState Step, JsonElement? Prior)>();
        foreach (var group in state.Steps.Where(step => step.IsUndoable).OrderByDescending(step => step.EndedAt).GroupBy(step => (step.Action, step.Step.Action.Resource.Id)))
        {
            var (action, resource) = group.Key;
            if (ledger.OtherHolder(action, resource, state.Incident.Id) is { } other)
            {
                entries.AddRange(group.Select(step => Payload.Entry(state.Incident.Id, JournalKinds.UndoReleased, now, new UndoReleased(step.Key, action, resource, other))));
                continue;
            }

            var undo = ActionEffects.Of(group.First().Step.Action).UndoneBy!;
            actions.Add((RestoringAction)Activator.CreateInstance(undo, group.First().Step.Action.Resource)!);
            restored.AddRange(group.Select(step => (undo, resource, step, ledger.PriorState(action, resource) ?? step.PriorState)));
        }

        var plan = Planner.Restore($"undo-{state.Playbook}", state.Plans[0].Plan.Deadline, state.Incident, [.. actions], new()
        {
            Round = state.Plans.Count + 1,
            Outcomes = state.Outcomes,
            Assembly = state.Assembly,
        });
        entries.Add(Entry(state, plan, PlanPurpose.Undo, now,
        [
            .. from one in restored
               let step = plan.Steps.FirstOrDefault(step => step.Action.GetType() == one.Action && step.Action.Resource.Id == one.Resource)
               where step is not null
               select new Restores(step.Id, one.Step.Key, one.Prior),
        ]));
        return entries;
    }

    public static JournalEntry Entry(IncidentState state, Plan plan, PlanPurpose purpose, DateTimeOffset now, ImmutableArray<Restores> restores)
    {
        state.Know(plan);
        return Payload.Entry(plan.Incident, JournalKinds.PlanMade, now,
            new PlanMade(state.Plans.Count + 1, purpose, plan.Round, plan.Hash, plan.Assembly, PlanJson.ToDocument(plan).RootElement.Clone())
            {
                Restores = restores,
            });
    }
}
