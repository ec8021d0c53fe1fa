using IrSdk;

namespace KubernetesVerbs;

/// <summary>The verbs that playbooks write, wherever a preserving or a containing verb can stand.</summary>
public static class Verbs
{
    extension(IPreservingVerbs verbs)
    {
        /// <summary>Captures containers.</summary>
        /// <param name="on">Which nodes. Default: every suspect instance.</param>
        [Makes(typeof(CaptureContainers))]
        public PreservingStage Containers(Func<Incident, IEnumerable<Instance>>? on = null) =>
            verbs.Preserving(Verb.On("Containers", node => new CaptureContainers(node), on));
    }

    extension(IContainingVerbs verbs)
    {
        /// <summary>Drains nodes.</summary>
        /// <param name="grace">How long pods may take to end. Default: 10 seconds.</param>
        /// <param name="on">Which nodes. Default: every suspect instance.</param>
        [Makes(typeof(DrainNode))]
        public ContainingStage Drain(TimeSpan? grace = null, Func<Incident, IEnumerable<Instance>>? on = null) =>
            verbs.Containing(Verb.On("Drain", node => new DrainNode(node, grace ?? 10.Seconds()), on));
    }
}
