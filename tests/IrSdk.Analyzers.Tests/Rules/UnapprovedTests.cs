namespace IrSdk.Analyzers.Tests.Rules;

public sealed class UnapprovedTests
{
    [Theory]
    [InlineData("Preserve.ApiActivity().And.Identity().Then.RemoveConsoleAccess().RequireApproval().And.RequireMfa()")]
    public async Task Analyze_ApprovalIsAsked_SaysNothing(string response) =>
        (await Source.FindingsAsync($"return {Source.Head}.Respond({response});")).Should().BeEmpty();

    [Theory]
    [InlineData("Preserve.ApiActivity().And.Identity().Then.RemoveConsoleAccess().And.RequireMfa().RequireApproval()", "IR3002 RemoveConsoleAccess")]
    public async Task Analyze_ApprovalIsNotAsked_SaysSoThere(string response, string finding) =>
        (await Source.FindingsAsync($"return {Source.Head}.Respond({response});")).Should().Equal(finding);
}
