using System.Collections.Immutable;
using IrSdk.Aws.IdentityManagement;

namespace IrSdk.Aws;

/// <summary>IAM's simulator: what the policies of a role say, its boundary and the organization's included.</summary>
internal static class Simulation
{
    /// <summary>Asks for all actions of one caller on one resource under one condition.</summary>
    public static async Task<ImmutableArray<Answer>> AskAsync(AwsAccounts accounts, List<Question> group, CancellationToken cancellationToken)
    {
        var (who, condition) = (group[0].Who, group[0].Condition);
        using var entered = await accounts.EnterAsync(
            who.Account, ResourceId.Global, AwsPurpose.Evidence, null, [.. AwsPreflight.PermissionsFor(accounts.Options)], null, cancellationToken).ConfigureAwait(false);
        using var access = entered.WithoutRetries();
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
}
