namespace IrSdk.Analyzers.Tests.Rules;

public sealed class UnboundedWaitTests
{
    [Theory]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows().OrWait(15.Minutes()).Then.BlockEgress()")]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows().OrWait(24.Hours()).Then.BlockEgress()")]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows().OrContinue().Then.BlockEgress()")]
    public async Task Analyze_WaitIsLimited_SaysNothing(string response) =>
        (await Source.FindingsAsync($"return {Source.Head}.Respond({response});")).Should().BeEmpty();

    [Theory]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows().OrWait(25.Hours()).Then.BlockEgress()", "IR2002 OrWait")]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows().OrWait(TimeSpan.MaxValue).Then.BlockEgress()", "IR2002 OrWait")]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows().OrWait(TimeSpan.FromDays(2)).Then.BlockEgress()", "IR2002 OrWait")]
    public async Task Analyze_WaitIsEndless_SaysSoThere(string response, string finding) =>
        (await Source.FindingsAsync($"return {Source.Head}.Respond({response});")).Should().Equal(finding);
}
