namespace IrSdk.Analyzers.Tests.Rules;

public sealed class TooSlowTests
{
    [Theory]
    [InlineData("Preserve.ApiActivity().And.Snapshot().And.Memory().And.Processes().And.NetworkFlows().Then.Quarantine()")]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows().Within(14.Minutes()).Then.BlockEgress()")]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows(i => i.Instances.Where(x => x.IsProduction)).Within(1.Hours()).And.NetworkFlows().Then.BlockEgress(i => i.Suspects<Instance>().Where(x => x.Name != null))")]
    public async Task Analyze_TimeIsEnough_SaysNothing(string response) =>
        (await Source.FindingsAsync($"return {Source.Head}.Respond({response});")).Should().BeEmpty();

    [Theory]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows().Within(15.Minutes()).Then.BlockEgress()", "IR2001 BlockEgress")]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows().Then.BlockEgress().Within(TimeSpan.FromHours(1))", "IR2001 BlockEgress")]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows().Within(new TimeSpan(0, 8, 0)).Then.BlockEgress().Within(5.Minutes()).Then.BlockEgress(i => i.Suspects<Instance>()).Within(5.Minutes())", "IR2001 BlockEgress")]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows().And.Memory().Within(15.Minutes()).Then.BlockEgress()", "IR2001 BlockEgress")]
    public async Task Analyze_TimeIsNotEnough_SaysSoThere(string response, string finding) =>
        (await Source.FindingsAsync($"return {Source.Head}.Respond({response});")).Should().Equal(finding);
}
