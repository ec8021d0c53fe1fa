namespace IrSdk.Analyzers;

/// <summary>What one verb's actions do to another's, whichever resources they take.</summary>
internal static class Effects
{
    /// <summary>Whether one disturbs evidence that the other preserves.</summary>
    public static bool Disturb(VerbUse later, VerbUse earlier) =>
        Coverage.DemandsOf(later).Any(demand => earlier.Call.Actions.Any(action => (action.Preserves & demand.Kind) != 0));

    /// <summary>Whether one cuts a channel that the other needs.</summary>
    public static bool Cut(VerbUse later, VerbUse earlier) =>
        earlier.Call.Actions.Any(action => action.NeedsChannel)
        && later.Call.Actions.Any(action => action.Severs.Any(cut => cut.On is Relation.Self or Relation.InstancesIn && (cut.Unless is null || !later.Call.Keeps.Contains(cut.Unless))));

    /// <summary>Whether one alters what the other captures.</summary>
    public static bool Alter(VerbUse later, VerbUse earlier) =>
        later.Call.Actions.Any(action => earlier.Call.Actions.Any(other => (action.Alters & other.Preserves) != 0));
}
