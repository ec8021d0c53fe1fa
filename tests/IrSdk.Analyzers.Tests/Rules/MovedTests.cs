namespace IrSdk.Analyzers.Tests.Rules;

public sealed class MovedTests
{
    [Theory]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows().Then.BlockEgress().Then.Snapshot()")]
    public async Task Analyze_CaptureIsFirst_SaysNothing(string response) =>
        (await Source.FindingsAsync($"return {Source.Head}.Respond({response});")).Should().BeEmpty();

    [Theory]
    [InlineData("Preserve.ApiActivity().Then.BlockEgress().Then.NetworkFlows()", "IR1006 NetworkFlows")]
    [InlineData("Preserve.NetworkFlows().Then.BlockEgress().Then.ApiActivity()", "IR1006 ApiActivity")]
    public async Task Analyze_CaptureIsLater_SaysSoThere(string response, string finding) =>
        (await Source.FindingsAsync($"return {Source.Head}.Respond({response});")).Should().Equal(finding);
}
