namespace IrSdk.Analyzers.Tests.Rules;

public sealed class ContainsNothingTests
{
    [Theory]
    [InlineData("i => i.Instances.Any() ? Preserve.ApiActivity().And.NetworkFlows().Then.BlockEgress() : Preserve.Snapshot()")]
    public async Task Analyze_OnePathContains_SaysNothing(string response) =>
        (await Source.FindingsAsync($"return {Source.Head}.Respond({response});")).Should().BeEmpty();

    [Theory]
    [InlineData("Preserve.Snapshot().Then.PageOnCall()", "IR3004 Respond")]
    [InlineData("i => i.Instances.Any() ? Preserve.Snapshot() : Preserve.Memory()", "IR3004 Respond")]
    public async Task Analyze_NoPathContains_SaysSoThere(string response, string finding) =>
        (await Source.FindingsAsync($"return {Source.Head}.Respond({response});")).Should().Equal(finding);

    [Fact]
    public async Task Analyze_ALaterRoundContains_SaysNothing() =>
        (await Source.FindingsAsync($"return {Source.Head}.Respond(Preserve.Snapshot()).Reassess((i, o) => Preserve.ApiActivity().And.NetworkFlows().Then.BlockEgress());")).Should().BeEmpty();
}
