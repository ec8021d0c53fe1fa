namespace IrSdk.Analyzers.Tests.Rules;

public sealed class UnpreservedTests
{
    [Theory]
    [InlineData("Preserve.ApiActivity().And.Snapshot().And.Processes().And.NetworkFlows().Then.Quarantine()")]
    [InlineData("Preserve.Identity().And.ApiActivity().Then.RevokeKeys().And.RevokeSessions().And.RequireMfa()")]
    [InlineData("Preserve.ApiActivity().And.AccessLogs().And.BucketState().Then.BlockBucketAccess(i => i.Buckets.Where(b => b.Involvement != Involvement.Related))")]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows(i => i.Vpcs).Then.BlockEgress(i => i.Vpcs)")]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows(i => i.Vpcs).Then.BlockEgress(i => i.Instances)")]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows().Then.BlockEgress(i => i.Instances.Where(x => x.IsSuspect && x.IsProduction))")]
    [InlineData("Preserve.ApiActivity().And.Identity().Then.RevokeSession(i => i.Suspects<RoleSession>())")]
    public async Task Analyze_EverythingIsPreserved_SaysNothing(string response) =>
        (await Source.FindingsAsync($"return {Source.Head}.Respond({response});")).Should().BeEmpty();

    [Theory]
    [InlineData("Preserve.Snapshot().Then.Quarantine()", "IR1001 Quarantine")]
    [InlineData("Preserve.ApiActivity().And.Snapshot().And.Processes().Then.Quarantine()", "IR1001 Quarantine")]
    [InlineData("Preserve.Identity().Then.RevokeKeys()", "IR1001 RevokeKeys")]
    [InlineData("Preserve.ApiActivity().And.Identity().Then.RevokeKeys(i => i.AccessKeys)", "IR1001 RevokeKeys")]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows().Then.BlockEgress(i => i.Vpcs)", "IR1001 BlockEgress")]
    [InlineData("Preserve.ApiActivity().And.NetworkFlows(i => i.Instances.Where(x => x.IsProduction)).Then.BlockEgress(i => i.Instances)", "IR1001 BlockEgress")]
    public async Task Analyze_EvidenceIsMissing_SaysSoAtTheVerb(string response, string finding) =>
        (await Source.FindingsAsync($"return {Source.Head}.Respond({response});")).Should().Equal(finding);
}
