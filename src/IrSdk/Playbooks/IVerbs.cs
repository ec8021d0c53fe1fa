namespace IrSdk;

/// <summary>Where preserving verbs can be written. Extend this to add verbs of your own.</summary>
public interface IPreservingVerbs
{
    /// <summary>Writes a preserving verb.</summary>
    PreservingStage Preserving(Verb verb);
}

/// <summary>Where containing verbs can be written: only after a preserving stage. Extend this to add verbs of your own.</summary>
public interface IContainingVerbs
{
    /// <summary>Writes a containing verb.</summary>
    ContainingStage Containing(Verb verb);
}

/// <summary>Where notifying verbs can be written. Extend this to add verbs of your own.</summary>
public interface INotifyingVerbs
{
    /// <summary>Writes a notifying verb.</summary>
    NotifyingStage Notifying(Verb verb);
}
