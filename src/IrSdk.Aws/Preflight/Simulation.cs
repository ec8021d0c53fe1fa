using System.Collections.Concurrent;
using System.Collections.Immutable;
using IrSdk.Aws.IdentityManagement;

namespace IrSdk.Aws;

/// <summary>IAM's simulator: what the policies of a role say, its boundary and the organization's included.</summary>
internal sealed class Simulation(AwsAccounts accounts) : IDisposable
{
    private readonly ConcurrentDictionary<AccountId, Lazy<Task<AwsAccess>>> entered = new();

    /// <summary>Asks for all actions of one caller on one resource under one condition.</summary>
    public async Task<ImmutableArray<Answer>> AskAsync(List<Question> group, CancellationToken cancellationToken)
    {
        var (who, condition) = (group[0].Who, group[0].Condition);
        var access = await entered.GetOrAdd(who.Account, account => new(() => accounts.EnterAsync(
            account, ResourceId.Global, AwsPurpose.Evidence, null, [.. AwsPreflight.PermissionsFor(accounts.Options)], null, cancellationToken))).Value.ConfigureAwait(false);
        var request = new SimulatePrincipalPolicyRequest
        {
            PolicySourceArn = who.Arn,
            ActionNames = [.. group.Select(one => one.Action).Distinct().Order(StringComparer.Ordinal)],
            ResourceArns = group[0].Resource == "*" ? null : [group[0].Resource],
            ContextEntries = condition is null ? null : [new() { ContextKeyName = condition.Key, ContextKeyType = "string", ContextKeyValues = [condition.Value] }],
        };
        var results = await Paging.AllAsync(
            async marker =>
            {
                request.Marker = marker;
                return await access.Iam.SimulatePrincipalPolicyAsync(request, cancellationToken).ConfigureAwait(false);
            },
            static page => page.EvaluationResults,
            static page => page.IsTruncated == true ? page.Marker : null).ConfigureAwait(false);
        var allowed = results.ToLookup(one => one.EvalActionName, one => one.EvalDecision == "allowed", StringComparer.OrdinalIgnoreCase);
        return [.. group.Where(one => allowed.Contains(one.Action)).Select(one => new Answer(one, allowed[one.Action].All(yes => yes)))];
    }

    public void Dispose()
    {
        foreach (var access in entered.Values.Where(one => one is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }))
        {
            access.Value.Result.Dispose();
        }
    }
}
