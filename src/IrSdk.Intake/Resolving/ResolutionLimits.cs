namespace IrSdk.Intake;

/// <summary>How far resolution goes.</summary>
public static class ResolutionLimits
{
    /// <summary>The most resources in an incident. What the intruder holds is looked up first, so what is left out is related.</summary>
    public const int MaxResources = 500;

    /// <summary>The most steps from what an alert names: key to session to session. What merely belongs to a resource (a session's role, an instance's network) is no step.</summary>
    public const int MaxDepth = 4;

    /// <summary>How long before the first alert sessions are looked for: an intruder is rarely seen at once.</summary>
    public static TimeSpan Before { get; } = TimeSpan.FromHours(1);

    /// <summary>How many look-ups run at once.</summary>
    internal const int AtOnce = 16;
}
