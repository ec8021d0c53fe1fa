namespace IrSdk.Analyzers.Tests.Rules;

public sealed class WaivedTests
{
    [Theory]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows().Then.BlockEgress()")]
    public async Task Analyze_NothingIsLeftOut_SaysNothing(string response) =>
        (await Source.FindingsAsync($"return {Source.Head}.Respond({response});")).Should().BeEmpty();

    [Theory]
    [InlineData("Preserve.ApiActivity().Then.BlockEgress().Without(Evidence.NetworkFlows, \"no flow logs here\")", "IR1007 Without")]
    [InlineData("Preserve.ApiActivity().Without(Evidence.NetworkFlows, \"no flow logs\", on: i => i.Instances).Then.BlockEgress()", "IR1007 Without")]
    public async Task Analyze_EvidenceIsLeftOut_SaysSoThere(string response, string finding) =>
        (await Source.FindingsAsync($"return {Source.Head}.Respond({response});")).Should().Equal(finding);
}
