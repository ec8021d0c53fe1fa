using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers.Tests.Effects;

/// <summary>Actions and verbs of an assembly that is no part of the solution: only its metadata is seen.</summary>
public sealed class ThirdPartyTests
{
    private const string Package = """
        namespace Fleet;

        [Preserves(Evidence.Processes)]
        public sealed record CaptureContainers(Instance Node) : PreservingAction(Node);

        [Disturbs(Evidence.Processes)]
        public abstract record Evicting : ContainingAction { protected Evicting(Instance node) : base(node) { } }

        [Disturbs(Evidence.NetworkFlows)]
        public sealed record DrainNode : Evicting { public DrainNode(Instance node) : base(node) { } }

        [Disturbs(Evidence.Volumes)]
        [Irreversible]
        public sealed record WipeNode : ContainingAction { public WipeNode(Instance node) : base(node) { } }

        public static class FleetVerbs
        {
            extension(IPreservingVerbs verbs)
            {
                [Makes(typeof(CaptureContainers))]
                public PreservingStage Containers(Func<Incident, IEnumerable<Instance>>? on = null) => verbs.Preserving(Verb.On("Containers", node => new CaptureContainers(node), on));

                public PreservingStage Unmarked() => verbs.Preserving(Verb.On<Instance>("Unmarked", node => new CaptureContainers(node)));
            }

            extension(IContainingVerbs verbs)
            {
                [Makes(typeof(DrainNode))]
                public ContainingStage Drain(Func<Incident, IEnumerable<Instance>>? on = null) => verbs.Containing(Verb.On("Drain", node => new DrainNode(node), on));

                [Makes(typeof(WipeNode))]
                public ContainingStage Wipe() => verbs.Containing(Verb.On<Instance>("Wipe", node => new WipeNode(node)));
            }

            [Makes(typeof(DrainNode))]
            public static ContainingStage DrainOld(this IContainingVerbs verbs) => verbs.Containing(Verb.On<Instance>("DrainOld", node => new DrainNode(node)));

            public static Response Standard() => Preserve.Snapshot().Then.Drain();
        }
        """;

    [Theory]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows().And.Containers().Then.Drain()")]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows().And.Processes().Then.Drain()")]
    [InlineData("FleetVerbs.Drain(Preserve.ApiActivity().And.NetworkFlows().And.Containers().Then)")]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows(i => i.Instances).And.Containers(i => i.Instances).Then.DrainOld()")]
    [InlineData("Preserve.ApiActivity().And.Snapshot().Then.Wipe().RequireApproval()")]
    public async Task Analyze_EvidenceIsPreserved_SaysNothing(string response) => (await FindAsync(response)).Should().BeEmpty();

    [Theory]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows().Then.Drain()", "IR1001 Drain")]
    [InlineData("Preserve.ApiActivity().And.Containers().Then.Drain()", "IR1001 Drain")]
    [InlineData("Preserve.NetworkFlows().And.Containers().Then.DrainOld()", "IR1001 DrainOld")]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows().And.Containers(i => i.Instances.Where(x => x.IsProduction)).Then.Drain()", "IR1001 Drain")]
    [InlineData("Preserve.ApiActivity().Then.Wipe().RequireApproval()", "IR1002 Wipe")]
    [InlineData("Preserve.ApiActivity().And.Snapshot().Then.Wipe()", "IR3002 Wipe")]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows().And.Unmarked().Then.Drain()", "IR1003 Unmarked")]
    [InlineData("FleetVerbs.Standard()", "IR1003 Standard")]
    public async Task Analyze_EvidenceIsNotPreservedOrNotKnown_SaysSo(string response, string finding) => (await FindAsync(response)).Should().Equal(finding);

    private static async Task<string[]> FindAsync(string response)
    {
        using var image = new MemoryStream();
        Source.Compile(Package, "Fleet").Emit(image).Success.Should().BeTrue();
        return await Source.FindingsOfAsync(
            $"static class Playbooks {{ public static Playbook Create() => {Source.Head}.Respond({response}); }}",
            "using Fleet;", MetadataReference.CreateFromImage(image.ToArray()));
    }
}
