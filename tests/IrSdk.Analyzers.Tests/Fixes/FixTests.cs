namespace IrSdk.Analyzers.Tests.Fixes;

public sealed class FixTests
{
    [Theory]
    [InlineData("Preserve.ApiActivity().Then.BlockEgress()", "Preserve.ApiActivity().And.NetworkFlows().Then.BlockEgress()")]
    [InlineData("Preserve.Snapshot().Then.PageOnCall().Then.BlockEgress()", "Preserve.Snapshot().Then.PageOnCall().Then.NetworkFlows().And.ApiActivity().Then.BlockEgress()")]
    [InlineData("Preserve.ApiActivity().And.Identity().Then.RevokeKeys().And.BlockEgress()", "Preserve.ApiActivity().And.Identity().And.NetworkFlows().Then.RevokeKeys().And.BlockEgress()")]
    [InlineData("Preserve.ApiActivity().Then.BlockEgress(i => i.Instances.Where(x => x.IsProduction))", "Preserve.ApiActivity().And.NetworkFlows(i => i.Instances.Where(x => x.IsProduction)).Then.BlockEgress(i => i.Instances.Where(x => x.IsProduction))")]
    [InlineData("Preserve.ApiActivity().Then.BlockEgress(i => i.Vpcs)", "Preserve.ApiActivity().And.NetworkFlows(i => i.Vpcs).Then.BlockEgress(i => i.Vpcs)")]
    [InlineData("Preserve.ApiActivity().Then.RevokeKeys(i => i.AccessKeys)", "Preserve.ApiActivity().And.Identity(i => i.Users).Then.RevokeKeys(i => i.AccessKeys)")]
    [InlineData("Preserve.ApiActivity().Then.BlockBucketAccess()", "Preserve.ApiActivity().And.AccessLogs().And.BucketState().Then.BlockBucketAccess()")]
    [InlineData("Preserve.ApiActivity().Then.RemoveConsoleAccess()", "Preserve.ApiActivity().And.Identity().Then.RemoveConsoleAccess().RequireApproval()")]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows().OrWait(TimeSpan.MaxValue).Then.BlockEgress()", "Preserve.ApiActivity().And.NetworkFlows().OrWait(15.Minutes()).Then.BlockEgress()")]
    public async Task Fix_EveryFinding_WritesWhatIsMissing(string before, string after)
    {
        var (statements, left) = await Fix.AllAsync($"return {Source.Head}.Respond({before});");

        statements.Should().Be($"return {Source.Head}.Respond({after});");
        left.Should().BeEmpty();
    }

    [Fact]
    public async Task Fix_ResponseOverSeveralLines_KeepsItsShape()
    {
        var (statements, left) = await Fix.AllAsync($"""
            return {Source.Head}
                .Respond(Preserve
                    .ApiActivity()
                    .And.Snapshot()
                    .Then.Quarantine()
                    .Then.PageOnCall());
            """);

        statements.Should().Be($"""
            return {Source.Head}
                .Respond(Preserve
                    .ApiActivity()
                    .And.Snapshot()
                    .And.Processes()
                    .And.NetworkFlows()
                    .Then.Quarantine()
                    .Then.PageOnCall());
            """);
        left.Should().BeEmpty();
    }
}
