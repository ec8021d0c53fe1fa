namespace IrSdk;

/// <summary>Where every response begins. In scripts, <c>Preserve</c> is in scope; elsewhere write <c>using static IrSdk.First;</c>.</summary>
public static class First
{
    /// <summary>The preserving verbs. Nothing else can come first.</summary>
    public static IPreservingVerbs Preserve { get; } = new Opening();

    private sealed class Opening : IPreservingVerbs
    {
        public PreservingStage Preserving(Verb verb) => new(null, verb);
    }
}
