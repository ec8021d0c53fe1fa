namespace IrSdk.Analyzers.Tests.Rules;

public sealed class UnprovableTests
{
    private static string Isolate(string accessibility) => $$"""
        static class Playbooks
        {
            {{accessibility}} static Playbook Make(PreservingStage secured) => Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078").ContainWithin(15.Minutes())
                .Respond(secured.Then.BlockEgress());

            public static Playbook Good() => Make(Preserve.ApiActivity().And.NetworkFlows());

            public static Playbook Bad() => Make(Preserve.ApiActivity());
        }
        """;

    [Fact]
    public async Task Analyze_PrivateMethodTakesAStage_IsFollowedFromItsCallers() =>
        (await Source.FindingsOfAsync(Isolate("private"))).Should().Equal("IR1001 BlockEgress");

    [Fact]
    public async Task Analyze_PublicMethodTakesAStage_SaysThatOnlyTheCallerKnows() =>
        (await Source.FindingsOfAsync($"public {Isolate("public")}")).Should().BeEquivalentTo("IR1001 BlockEgress", "IR1003 secured.Then");

    [Fact]
    public async Task Analyze_PrivateMethodIsPassedOn_SaysThatOnlyTheCallerKnows() =>
        (await Source.FindingsOfAsync("""
            static class Playbooks
            {
                private static Playbook Make(PreservingStage secured) => Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078").ContainWithin(15.Minutes())
                    .Respond(secured.Then.BlockEgress());

                public static IEnumerable<Playbook> All(IEnumerable<PreservingStage> stages) => stages.Select(Make);
            }
            """)).Should().Contain("IR1003 secured.Then");

    [Fact]
    public async Task Analyze_ResponseIsInAField_SaysSo() =>
        (await Source.FindingsOfAsync("""
            static class Playbooks
            {
                private static Response kept = Preserve.ApiActivity();

                public static Playbook Create() => Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078").ContainWithin(15.Minutes()).Respond(kept);
            }
            """)).Should().Equal("IR1003 kept");

    [Fact]
    public async Task Analyze_ResponseIsInAFieldThatNeverChanges_IsFollowed() =>
        (await Source.FindingsOfAsync("""
            static class Playbooks
            {
                private static readonly PreservingStage Secured = Preserve.ApiActivity();

                private static PreservingStage More => Secured.And.Snapshot();

                public static Playbook Create() => Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078").ContainWithin(15.Minutes()).Respond(More.Then.BlockEgress());
            }
            """)).Should().Equal("IR1001 BlockEgress");

    [Fact]
    public async Task Analyze_MoreWaysThanAreFollowed_SaysSo()
    {
        var branches = string.Concat(Enumerable.Range(0, 11).Select(n => $"if (i.Alerts.Length > {n}) {{ secured = secured.And.Snapshot(x => x.Instances.Where(y => y.Name != \"{n}\")); }}\n"));
        (await Source.FindingsAsync($"return {Source.Head}.Respond(i => {{ var secured = Preserve.ApiActivity().And.NetworkFlows();\n{branches} return secured.Then.BlockEgress(); }});"))
            .Should().Contain(finding => finding.StartsWith("IR1003", StringComparison.Ordinal));
    }
}
