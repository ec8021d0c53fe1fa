namespace IrSdk.Analyzers.Tests.Rules;

public sealed class IrreversibleUnpreservedTests
{
    [Theory]
    [InlineData("Preserve.ApiActivity().And.Identity().Then.RemoveConsoleAccess().RequireApproval()")]
    [InlineData("Preserve.ApiActivity().And.Snapshot().And.Memory().And.Processes().And.NetworkFlows().Then.Stop().RequireApproval()")]
    public async Task Analyze_EvidenceIsWrittenOut_SaysNothing(string response) =>
        (await Source.FindingsAsync($"return {Source.Head}.Respond({response});")).Should().BeEmpty();

    [Theory]
    [InlineData("Preserve.ApiActivity().Then.RemoveConsoleAccess().RequireApproval()", "IR1002 RemoveConsoleAccess")]
    [InlineData("Preserve.ApiActivity().And.Identity().Then.RemoveConsoleAccess(i => i.Users).RequireApproval()", "IR1002 RemoveConsoleAccess")]
    [InlineData("Preserve.Snapshot().And.Memory().And.Processes().And.NetworkFlows().Then.Terminate().RequireApproval()", "IR1002 Terminate")]
    public async Task Analyze_EvidenceIsMissing_SaysSoThere(string response, string finding) =>
        (await Source.FindingsAsync($"return {Source.Head}.Respond({response});")).Should().Equal(finding);
}
